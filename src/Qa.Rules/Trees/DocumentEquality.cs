namespace Qa.Rules.Trees;

/// <summary>
/// Whether two values are the same by the identity of trees (norm-tree.md §5): order of keys, notation of numbers and
/// places in the source do not matter.
/// </summary>
internal static class DocumentEquality
{
    public static bool AreSame(DocumentNode a, DocumentNode b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (DocumentMapping x, DocumentMapping y) => x.Entries.Length == y.Entries.Length && x.Entries.All(entry => y[entry.Key] is { } other && AreSame(entry.Value, other)),
        (DocumentSequence x, DocumentSequence y) => x.Items.Length == y.Items.Length && x.Items.Zip(y.Items).All(static pair => AreSame(pair.First, pair.Second)),
        (DocumentScalar x, DocumentScalar y) => x.Kind == y.Kind && AreSame(x, y),
        _ => false,
    };

    private static bool AreSame(DocumentScalar a, DocumentScalar b) => a.Kind switch
    {
        ScalarKind.Null => true,
        ScalarKind.Boolean => Reading.CoreSchema.IsTrue(a.Text) == Reading.CoreSchema.IsTrue(b.Text),
        ScalarKind.Number => DocumentNumber.TryReadDouble(a.Text, out var x) && DocumentNumber.TryReadDouble(b.Text, out var y) && x.Equals(y),
        _ => string.Equals(a.Text, b.Text, StringComparison.Ordinal),
    };
}
