namespace Qa.Rules.Trees.Sources;

/// <summary>Finds the one category or norm in which two documents differ.</summary>
internal static class NodeDifference
{
    /// <summary>The node as the later document has it, and its path; null where they differ in more or elsewhere, or in the order or number of nodes.</summary>
    public static (string Path, DocumentMapping Node)? Of(DocumentMapping before, DocumentMapping after) =>
        OnlyList(before, after, "norms") is var (old, @new) ? Of(old, @new, "") : null;

    private static (string Path, DocumentMapping Node)? Of(DocumentSequence before, DocumentSequence after, string above)
    {
        if (before.Items.Length != after.Items.Length)
            return null;
        var at = -1;
        for (var i = 0; i < after.Items.Length; i++)
        {
            if (DocumentEquality.AreSame(before.Items[i], after.Items[i]))
                continue;
            if (at >= 0)
                return null;
            at = i;
        }

        if (at < 0 || before.Items[at] is not DocumentMapping from || after.Items[at] is not DocumentMapping to || DocumentStep.IdOf(from) is not { } id)
            return null;
        return OnlyList(from, to, "children") is var (old, @new) && Of(old, @new, $"{above}{id}/") is { } below ? below : (above + id, to);
    }

    // The two lists under a key where nothing beside them differs.
    private static (DocumentSequence, DocumentSequence)? OnlyList(DocumentMapping before, DocumentMapping after, string key)
    {
        if (before[key] is not DocumentSequence from || after[key] is not DocumentSequence to || before.Entries.Length != after.Entries.Length)
            return null;
        for (var i = 0; i < after.Entries.Length; i++)
        {
            var (old, @new) = (before.Entries[i], after.Entries[i]);
            if (!string.Equals(old.Key, @new.Key, StringComparison.Ordinal) || (!string.Equals(old.Key, key, StringComparison.Ordinal) && !DocumentEquality.AreSame(old.Value, @new.Value)))
                return null;
        }

        return (from, to);
    }
}
