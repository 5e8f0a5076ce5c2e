namespace Qa.Rules.Trees.Sources;

/// <summary>Values of a document as they stand elsewhere in its text, and how many they are.</summary>
internal static class DocumentPlaces
{
    /// <summary>The same value some lines further down, or up.</summary>
    public static DocumentNode Move(DocumentNode node, int lines) => lines == 0 ? node : node switch
    {
        DocumentScalar scalar => new DocumentScalar(Move(scalar.Position, lines), scalar.Kind, scalar.Text),
        DocumentSequence list => new DocumentSequence(Move(list.Position, lines), [.. list.Items.Select(item => Move(item, lines))]),
        DocumentMapping mapping => new DocumentMapping(Move(mapping.Position, lines), [.. mapping.Entries.Select(entry => Move(entry, lines))]),
        _ => throw new InvalidOperationException($"A document has no {node.GetType().Name}."),
    };

    public static DocumentEntry Move(DocumentEntry entry, int lines) =>
        lines == 0 ? entry : new(entry.Key, Move(entry.KeyPosition, lines), Move(entry.Value, lines));

    /// <summary>The same written value so many UTF-16 units further on, or back.</summary>
    public static SourceNode Move(SourceNode node, int units) => units == 0 ? node : node switch
    {
        SourceSequence list => list with { Start = list.Start + units, End = list.End + units, Open = list.Open + units, Items = [.. list.Items.Select(item => Move(item, units))] },
        SourceMapping mapping => mapping with { Start = mapping.Start + units, End = mapping.End + units, Open = mapping.Open + units, Entries = [.. mapping.Entries.Select(entry => new SourceEntry(Move(entry.Key, units), Move(entry.Value, units)))] },
        _ => node with { Start = node.Start + units, End = node.End + units },
    };

    /// <summary>Values and keys, as <see cref="TreeLimits.Values"/> counts them; what an alias shows counts as if it were written there.</summary>
    public static int Count(DocumentNode node) => node switch
    {
        DocumentSequence list => 1 + list.Items.Sum(Count),
        DocumentMapping mapping => 1 + mapping.Entries.Sum(static entry => 1 + Count(entry.Value)),
        _ => 1,
    };

    /// <summary>Mappings and lists inside each other, itself included; 0 for a scalar.</summary>
    public static int Height(DocumentNode node) => node switch
    {
        DocumentSequence list => 1 + list.Items.Select(Height).DefaultIfEmpty().Max(),
        DocumentMapping mapping => 1 + mapping.Entries.Select(static entry => Height(entry.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static SourcePosition Move(SourcePosition position, int lines) => position with { Line = position.Line + lines };
}
