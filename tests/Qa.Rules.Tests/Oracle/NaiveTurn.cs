namespace Qa.Rules.Tests.Oracle;

/// <summary>A turn with its numbers exact and already rounded to what the page compares: milliseconds and 0.01 dB.</summary>
internal sealed record NaiveTurn(
    int Index,
    string Role,
    NormalizedText Text,
    Fraction? Start,
    Fraction? End,
    Fraction Confidence,
    Fraction? Loudness)
{
    public bool IsSystem => Role == "system";

    public bool HasRole(string role) => role == "any" ? !IsSystem : Role == role;

    /// <summary>The hit of an operator that points at the turn and not into it.</summary>
    public NaiveHit Whole => new(Index, 0, Text.Original.Length, null);
}
