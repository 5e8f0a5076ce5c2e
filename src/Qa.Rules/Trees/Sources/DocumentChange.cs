using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Changes a document at one place; all off the way to it stays the same objects. Null where the steps lead nowhere. What
/// the result means as a norm tree is not asked.
/// </summary>
internal static class DocumentChange
{
    /// <summary>Puts a value in a place. Mappings that are missing on the way are made, and a new key comes last.</summary>
    public static DocumentNode? Set(DocumentNode place, ReadOnlySpan<DocumentStep> steps, DocumentNode value)
    {
        if (steps.IsEmpty)
            return value;
        if (place is DocumentSequence list && steps[0] is { Key: null, Index: var index } && index < list.Items.Length)
            return Set(list.Items[index], steps[1..], value) is { } item ? WithItems(list, list.Items.SetItem(index, item)) : null;
        if (place is not DocumentMapping mapping || steps[0].Key is not { } key)
            return null;
        var at = IndexOf(mapping, key);
        var old = at < 0 ? new DocumentMapping(default, []) : mapping.Entries[at].Value;
        if (Set(old, steps[1..], value) is not { } changed)
            return null;
        return new DocumentMapping(
            mapping.Position,
            at < 0 ? mapping.Entries.Add(new(key, default, changed)) : mapping.Entries.SetItem(at, mapping.Entries[at] with { Value = changed }));
    }

    /// <summary>Takes a key or an item away; the document itself where there is none.</summary>
    public static DocumentNode? Remove(DocumentNode document, ReadOnlySpan<DocumentStep> steps)
    {
        var holder = DocumentStep.Follow(document, steps[..^1].ToArray());
        switch (holder)
        {
            case DocumentMapping mapping when steps[^1].Key is { } key:
                var at = IndexOf(mapping, key);
                return at < 0 ? document : Set(document, steps[..^1], new DocumentMapping(mapping.Position, mapping.Entries.RemoveAt(at)));
            case DocumentSequence list when steps[^1].Key is null && steps[^1].Index < list.Items.Length:
                return Set(document, steps[..^1], WithItems(list, list.Items.RemoveAt(steps[^1].Index)));
            default:
                return null;
        }
    }

    /// <summary>Puts an item into the list at a place.</summary>
    /// <param name="index">0 to the number of items.</param>
    public static DocumentNode? Insert(DocumentNode document, ReadOnlySpan<DocumentStep> steps, int index, DocumentNode item) =>
        DocumentStep.Follow(document, steps.ToArray()) is DocumentSequence list && index >= 0 && index <= list.Items.Length
            ? Set(document, steps, WithItems(list, list.Items.Insert(index, item)))
            : null;

    private static DocumentSequence WithItems(DocumentSequence list, ImmutableArray<DocumentNode> items) => new(list.Position, items);

    private static int IndexOf(DocumentMapping mapping, string key)
    {
        for (var i = 0; i < mapping.Entries.Length; i++)
        {
            if (string.Equals(mapping.Entries[i].Key, key, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
