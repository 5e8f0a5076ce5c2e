using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>A value of a document on one line, as YAML would have it in flow style, shortened.</summary>
internal static class DocumentText
{
    private const int Longest = 160;

    public static string Of(DocumentNode node)
    {
        var text = Whole(node);
        if (text.Length <= Longest)
            return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    // The depth of a document is bounded by TreeLimits.Depth.
    private static string Whole(DocumentNode node) => node switch
    {
        DocumentScalar { Kind: ScalarKind.Null } => "null",
        DocumentScalar scalar => scalar.Text,
        DocumentSequence list => $"[{string.Join(", ", list.Items.Select(Whole))}]",
        DocumentMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(static entry => $"{entry.Key}: {Whole(entry.Value)}"))}}}",
        _ => throw new InvalidOperationException($"unknown value {node.GetType().Name}"),
    };
}
