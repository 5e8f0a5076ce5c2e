using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Makes a source say another document by patching the places where the two differ: parts that stay are not written again.
/// </summary>
internal sealed partial class Reconciliation(SourceDraft draft)
{
    private readonly FragmentWriter _writer = draft.Writer;

    /// <param name="written">How the value is written.</param>
    /// <param name="old">What it says; the same value as <paramref name="written"/>.</param>
    /// <param name="new">What it is to say.</param>
    public void Value(SourceNode written, DocumentNode old, DocumentNode @new, ValueHolder holder)
    {
        if (DocumentEquality.AreSame(old, @new))
            return;
        switch (written, old, @new)
        {
            case (SourceMapping mapping, DocumentMapping from, DocumentMapping to) when CanKeep(mapping, from, to):
                if (!RefuseAnchor(mapping))
                    Mapping(mapping, from, to, holder);
                break;
            case (SourceSequence list, DocumentSequence { Items.IsEmpty: false } from, DocumentSequence { Items.IsEmpty: false } to):
                if (!RefuseAnchor(list))
                    Sequence(list, from, to, holder);
                break;
            default:
                if (!draft.RefuseAnchors(written))
                    Replace(written, @new, holder);
                break;
        }
    }

    // A mapping of which nothing stays is written anew, as is one that a pair without braces or a list as a key makes.
    private static bool CanKeep(SourceMapping written, DocumentMapping old, DocumentMapping @new) =>
        written.Layout != SourceLayout.Pair
        && written.Entries.Length == old.Entries.Length
        && old.Entries.Any(entry => @new[entry.Key] is not null);

    private bool RefuseAnchor(SourceNode written)
    {
        if (written.HasAnchor)
            draft.RefuseAnchors(written);
        return written.HasAnchor;
    }

    private void Replace(SourceNode written, DocumentNode @new, ValueHolder holder)
    {
        if (holder.InFlow || (written is SourceScalar && @new is DocumentScalar))
        {
            ReplaceInLine(written, OnOneLine(written, @new, holder));
            return;
        }

        // From behind the colon or dash on, or behind the comment after it.
        var before = draft.Lines.TrimBefore(written.Start);
        var isBehindMark = before > 0 && draft.Lines.Text[before - 1] is ':' or '-';
        var text = holder.IsItem
            ? _writer.BlockItem(@new, holder.Column, holder.AreNodes)[1..]
            : _writer.AfterMark(@new, holder.Column, draft.Lines.ColumnOf(before), holder.HasLinesOfItsOwn);
        if (text is [' ', ..] && (!isBehindMark || draft.Lines.StartOf(before) == draft.Lines.StartOf(written.Start)))
            ReplaceInLine(written, text[1..]);
        else
            draft.Patch(new SourcePatch(before, written.End - before, text));
    }

    // A value that is left out (`key:`) has no blank before it yet.
    private void ReplaceInLine(SourceNode written, string text)
    {
        var needsBlank = written.Start == written.End && written.Start > 0 && draft.Lines.Text[written.Start - 1] is ':' or '-';
        draft.Patch(new SourcePatch(written.Start, written.End - written.Start, needsBlank ? " " + text : text));
    }

    private string OnOneLine(SourceNode written, DocumentNode @new, ValueHolder holder)
    {
        if (@new is not DocumentScalar scalar || draft.Source.IsJson)
            return _writer.Flow(@new);
        return ScalarText.Yaml(scalar, holder.InFlow, (written as SourceScalar)?.Quotes);
    }

    private void Sequence(SourceSequence written, DocumentSequence old, DocumentSequence @new, ValueHolder holder)
    {
        var isFlow = written.Layout != SourceLayout.Block;
        var parts = isFlow ? null : BlockItems.Of(draft.Lines, written);
        var inside = new ValueHolder(isFlow, parts?.Column ?? 0, IsItem: true, HasLinesOfItsOwn: false, holder.AreNodes);
        var (oldAt, newAt) = (0, 0);
        foreach (var (oldKept, newKept) in ListAlignment.Of(old.Items, @new.Items, holder.AreNodes).Add((old.Items.Length, @new.Items.Length)))
        {
            for (; oldAt < oldKept && newAt < newKept; oldAt++, newAt++)
                Value(written.Items[oldAt], old.Items[oldAt], @new.Items[newAt], inside);
            if (oldAt < oldKept)
                RemoveItems(written, parts, oldAt, oldKept - oldAt);
            if (newAt < newKept)
                InsertItems(written, parts, oldKept, @new.Items[newAt..newKept], inside);
            if (oldKept < old.Items.Length)
                Value(written.Items[oldKept], old.Items[oldKept], @new.Items[newKept], inside);
            (oldAt, newAt) = (oldKept + 1, newKept + 1);
        }
    }

    private void RemoveItems(SourceSequence written, BlockItems? parts, int first, int count)
    {
        if (written.Items.AsSpan(first, count).ToArray().Any(draft.RefuseAnchors))
            return;
        if (parts is not null)
            draft.Patch(parts.Remove(first, count));
        else
            draft.Patch(FlowItemsOf(written).Remove(first, count));
    }

    private void InsertItems(SourceSequence written, BlockItems? parts, int index, ImmutableArray<DocumentNode> items, ValueHolder inside)
    {
        if (parts is not null)
            draft.Patch(parts.Insert(index, [.. items.Select(item => _writer.BlockItem(item, parts.Column, inside.AreNodes))]));
        else
            draft.Patch(FlowItemsOf(written).Insert(index, [.. items.Select(_writer.Flow)]));
    }

    private FlowItems FlowItemsOf(SourceSequence written) =>
        new(draft.Lines, written.Open, [.. written.Items.Select(static item => (item.Start, item.End))]);
}

/// <summary>What a value hangs on, which decides how it may be written.</summary>
/// <param name="InFlow">Between brackets: on one line, with other rules for quotes.</param>
/// <param name="Column">Columns before the key or dash; 0 between brackets.</param>
/// <param name="IsItem">Whether it is an item of a list, not the value of a key.</param>
/// <param name="HasLinesOfItsOwn">Whether its key has it on lines of its own (<see cref="HouseForm"/>).</param>
/// <param name="AreNodes">Whether it is a list of categories and norms, or one of these.</param>
internal readonly record struct ValueHolder(bool InFlow, int Column, bool IsItem, bool HasLinesOfItsOwn, bool AreNodes);
