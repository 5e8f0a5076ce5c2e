namespace Qa.Rules.Conditions.Expressions;

/// <summary>Why a text is not an expression, in the terms of <see cref="Trees.Diagnostic"/>.</summary>
/// <param name="Position">UTF-16 units from the start of the text, from 0; the text's length where it ends too early.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record ExpressionError(int Position, string Found, string Expected)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at {Position}: found {Found}, expected {Expected}");
}
