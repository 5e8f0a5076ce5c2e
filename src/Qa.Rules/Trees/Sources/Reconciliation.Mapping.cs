namespace Qa.Rules.Trees.Sources;

/// <content>Mappings: keys that go and come change places where they can, and new ones come where the house form has them.</content>
internal sealed partial class Reconciliation
{
    private void Mapping(SourceMapping written, DocumentMapping old, DocumentMapping @new, ValueHolder holder)
    {
        if (RefuseKeyGivenTwice(written, old))
            return;
        var isFlow = written.Layout != SourceLayout.Block;
        var parts = isFlow ? null : BlockItems.Of(draft.Lines, written);
        var column = parts?.Column ?? 0;
        var keys = old.Entries.Select(static entry => entry.Key).ToArray();
        var gone = new Queue<int>();
        for (var i = 0; i < old.Entries.Length; i++)
        {
            var entry = old.Entries[i];
            if (@new[entry.Key] is { } value)
                Value(written.Entries[i].Value, entry.Value, value, HolderOf(entry.Key, isFlow, column));
            else
                gone.Enqueue(i);
        }

        var come = new List<DocumentEntry>();
        foreach (var entry in @new.Entries.Where(entry => old[entry.Key] is null).OrderBy(static entry => HouseForm.RankOf(entry.Key)))
        {
            if (!gone.TryDequeue(out var place))
            {
                come.Add(entry);
                continue;
            }

            var key = written.Entries[place].Key;
            draft.Patch(new SourcePatch(key.Start, key.End - key.Start, _writer.Key(entry.Key, isFlow)));
            Value(written.Entries[place].Value, old.Entries[place].Value, entry.Value, HolderOf(entry.Key, isFlow, column));
            keys[place] = entry.Key;
        }

        RemoveEntries(written, parts, gone);
        InsertEntries(written, parts, keys, come, @new);
    }

    private bool RefuseKeyGivenTwice(SourceMapping written, DocumentMapping old)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < old.Entries.Length; i++)
        {
            if (keys.Add(old.Entries[i].Key))
                continue;
            draft.Refuse(written.Entries[i].Key.Start, "", old.Entries[i].Key, "a key given twice", "it once");
            return true;
        }

        return false;
    }

    private void RemoveEntries(SourceMapping written, BlockItems? parts, Queue<int> gone)
    {
        while (gone.TryDequeue(out var first))
        {
            var count = 1;
            for (; gone.TryPeek(out var next) && next == first + count; count++)
                gone.Dequeue();
            if (written.Entries.AsSpan(first, count).ToArray().Any(entry => draft.RefuseAnchors(entry.Value)))
                continue;
            if (parts is not null)
                draft.Patch(parts.Remove(first, count));
            else
                draft.Patch(FlowItemsOf(written).Remove(first, count));
        }
    }

    private void InsertEntries(SourceMapping written, BlockItems? parts, string[] keys, List<DocumentEntry> come, DocumentMapping @new)
    {
        foreach (var group in come.GroupBy(entry => PlaceOf(entry.Key, keys, @new)))
        {
            if (parts is not null)
                draft.Patch(parts.Insert(group.Key, [.. group.Select(entry => EntryText(entry, isFlow: false, parts.Column))]));
            else
                draft.Patch(FlowItemsOf(written).Insert(group.Key, [.. group.Select(entry => EntryText(entry, isFlow: true, 0))]));
        }
    }

    // A key that the house form does not know is a name that the author chose: it comes after the one that it follows.
    private static int PlaceOf(string key, string[] keys, DocumentMapping @new)
    {
        if (HouseForm.RankOf(key) is var rank && HouseForm.IsKnown(rank))
            return 1 + Array.FindLastIndex(keys, other => HouseForm.RankOf(other) < rank);
        var before = @new.Entries.TakeWhile(entry => !string.Equals(entry.Key, key, StringComparison.Ordinal)).Reverse();
        foreach (var entry in before)
        {
            if (Array.IndexOf(keys, entry.Key) is >= 0 and var place)
                return place + 1;
        }

        return keys.Length;
    }

    private string EntryText(DocumentEntry entry, bool isFlow, int column) =>
        isFlow ? _writer.FlowEntry(entry.Key, entry.Value) : _writer.BlockEntry(entry.Key, entry.Value, column);

    private static ValueHolder HolderOf(string key, bool isFlow, int column) =>
        new(isFlow, column, IsItem: false, HouseForm.HasLinesOfItsOwn(key), key is "norms" or "children");

    private FlowItems FlowItemsOf(SourceMapping written) =>
        new(draft.Lines, written.Open, [.. written.Entries.Select(static entry => (entry.Key.Start, entry.Value.End))]);
}
