using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Changes the source of a norm set at one place: what was not asked for stays as its author wrote it, byte for byte (order
/// of keys, comments, blank lines, quotes, indentation). An edit takes a source and gives another, so undoing one is going
/// back to the source before it. A source with errors can be edited as long as it can be read as YAML or JSON; what can't be
/// done without a change elsewhere (anchors with aliases) is refused with its place.
/// </summary>
public static partial class SourceEdit
{
    private const string EnabledKey = "enabled";
    private const string IdKey = "id";

    /// <summary>Makes the source say another document: whatever the two have in common is left as it is written.</summary>
    /// <param name="document">With <c>lexicons</c> and <c>@name</c> as in a source; a resolved document would resolve this one.</param>
    public static SourceEditResult To(NormSource source, DocumentMapping document)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        new Reconciliation(draft!).Value(source.Outline, root, document, default);
        return draft!.Finish(document);
    }

    /// <summary>Sets a key of a node, or of the set: a scalar, a list of phrases, a condition, a part of a condition.</summary>
    /// <param name="path">Path of the node; empty for the set itself (<c>score</c>, <c>let</c>, <c>lexicons</c>).</param>
    /// <param name="keys">The way from there: keys, and numbers of items from 0 where a list stands. Mappings missing on it are made.</param>
    public static SourceEditResult Set(NormSource source, string path, ImmutableArray<string> keys, DocumentNode value) =>
        Change(source, path, keys, (root, steps) => DocumentChange.Set(root, steps, value));

    /// <summary>Takes a key, or an item of a list, away. The same source where it is not there.</summary>
    /// <inheritdoc cref="Set" path="/param"/>
    public static SourceEditResult Remove(NormSource source, string path, ImmutableArray<string> keys) =>
        Change(source, path, keys, static (root, steps) =>
            DocumentStep.Follow(root, steps) is null ? root : DocumentChange.Remove(root, steps));

    /// <summary>Puts a new category or norm in, written in the form of <c>rulesets/</c>.</summary>
    /// <param name="parentPath">Path of the category; empty for the top.</param>
    /// <param name="index">Place among the nodes that will be beside it, from 0; null for the last.</param>
    public static SourceEditResult InsertNode(NormSource source, string parentPath, int? index, DocumentMapping node)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        if (ListOf(draft!, root, parentPath) is not { } list)
            return draft!.Finish(root);
        var count = ((DocumentSequence)DocumentStep.Follow(root, list)!).Items.Length;
        var place = index ?? count;
        if (place < 0 || place > count)
            return RefusePlace(draft!, root, parentPath, place, count);
        var changed = DocumentChange.Insert(root, list.AsSpan(), place, node)!;
        new Reconciliation(draft!).Value(source.Outline, root, changed, default);
        return draft!.Finish(changed);
    }

    /// <summary>Takes a node away with all under it and the comments that go with it. The last of a category, or of the set, cannot be.</summary>
    public static SourceEditResult DeleteNode(NormSource source, string path)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        if (NodeOf(draft!, root, path) is not { } steps || !HasSiblings(draft!, root, path, steps))
            return draft!.Finish(root);
        var changed = DocumentChange.Remove(root, steps.AsSpan())!;
        new Reconciliation(draft!).Value(source.Outline, root, changed, default);
        return draft!.Finish(changed);
    }

    /// <summary>Disables a node with <c>enabled: false</c>, or enables it by taking that away.</summary>
    public static SourceEditResult EnableNode(NormSource source, string path, bool enabled)
    {
        if (!enabled)
            return Set(source, path, [EnabledKey], new DocumentScalar(default, ScalarKind.Boolean, "false"));
        var isOff = source.Reading.Root is { } root
            && DocumentStep.ToNode(root, path) is { } steps
            && DocumentStep.Follow(root, steps.Add(new(EnabledKey, 0))) is DocumentScalar { Kind: ScalarKind.Boolean } state
            && !Reading.CoreSchema.IsTrue(state.Text);
        return Change(source, path, [EnabledKey], (document, place) => isOff ? DocumentChange.Remove(document, place) : document);
    }

    /// <summary>Gives a node another id. Nothing in a tree names a node, so that nothing else changes; cases and records that name its path do not follow.</summary>
    public static SourceEditResult RenameNode(NormSource source, string path, string id) =>
        Set(source, path, [IdKey], new DocumentScalar(default, ScalarKind.String, id));

    private static SourceEditResult Change(
        NormSource source, string path, ImmutableArray<string> keys, Func<DocumentNode, DocumentStep[], DocumentNode?> change)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        if (path.Length > 0 && NodeOf(draft!, root, path) is null)
            return draft!.Finish(root);
        var node = DocumentStep.ToNode(root, path)!.Value;
        var shown = keys.IsEmpty ? "" : string.Join('.', keys);
        if (keys.IsEmpty
            || DocumentStep.Of(DocumentStep.Follow(root, node), keys) is not { } rest
            || change(root, [.. node, .. rest]) is not { } changed)
        {
            draft!.Refuse(0, path, shown, "no such place", "keys, and numbers of items, that lead to one");
            return draft.Finish(root);
        }

        new Reconciliation(draft!).Value(source.Outline, root, changed, default);
        return draft!.Finish(changed);
    }

    private static DocumentNode? Open(NormSource source, out SourceDraft? draft)
    {
        draft = source.Reading.Root is null ? null : new SourceDraft(source);
        return source.Reading.Root;
    }

    private static SourceEditResult Unreadable(NormSource source)
    {
        var failure = source.Reading.Failure!;
        return new(null, [], [new(source.FileName, failure.Position.Line, failure.Position.Column, "", "", failure.Found, failure.Expected)]);
    }
}
