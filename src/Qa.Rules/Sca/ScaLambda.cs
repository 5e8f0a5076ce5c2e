using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>
/// Reads SCA's boolean expressions over the ids of conditions or operators (<c>1&amp;&amp;!(2||3)</c>) and makes conditions of them.
/// Not binds before and, and before or.
/// </summary>
/// <param name="text">The expression.</param>
/// <param name="conditionOf">The condition of an id; null, and named as a loss, when there is none.</param>
internal sealed class ScaLambda(string text, Func<string, DocumentMapping?> conditionOf)
{
    private int _at;
    private int _depth;

    /// <summary>What is wrong with the text; null when nothing is, though an id may have had no condition.</summary>
    public string? Error { get; private set; }

    /// <summary>Null when there is an error, or an id has no condition.</summary>
    public DocumentMapping? Read()
    {
        if (text.Length > ScaBounds.LambdaLength)
        {
            Error = "it is too long";
            return null;
        }

        var condition = Run("||", "any", () => Run("&&", "all", Operand));
        if (Error is null && Skip() < text.Length)
            Error = "something cannot be read as an id, &&, ||, ! or parentheses";
        return Error is null ? condition : null;
    }

    private DocumentMapping? Run(string sign, string key, Func<DocumentMapping?> operand)
    {
        var operands = new List<DocumentMapping?> { operand() };
        while (Error is null && Take(sign))
            operands.Add(operand());
        if (operands.Contains(null))
            return null;
        return operands.Count == 1 ? operands[0] : DocumentParts.Mapping((key, DocumentParts.Sequence(operands.OfType<DocumentNode>())));
    }

    private DocumentMapping? Operand()
    {
        if (++_depth > ScaBounds.LambdaDepth)
        {
            Error = "it is too deep";
            return null;
        }

        var condition = Take("!") ? Not(Operand())
            : Take("(") ? InParentheses()
            : Identifier();
        _depth--;
        return condition;
    }

    private DocumentMapping? InParentheses()
    {
        var inner = Run("||", "any", () => Run("&&", "all", Operand));
        if (Error is null && !Take(")"))
            Error = "a ')' is missing";
        return inner;
    }

    private DocumentMapping? Identifier()
    {
        var start = Skip();
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-'))
            _at++;
        if (_at > start)
            return conditionOf(text[start.._at]);
        Error ??= "an id is missing";
        return null;
    }

    private static DocumentMapping? Not(DocumentMapping? condition) => condition is null ? null : DocumentParts.Mapping(("not", condition));

    private bool Take(string sign)
    {
        if (string.CompareOrdinal(text, Skip(), sign, 0, sign.Length) != 0)
            return false;
        _at += sign.Length;
        return true;
    }

    private int Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at;
    }
}
