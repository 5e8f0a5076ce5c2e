using System.Collections.Immutable;
using Qa.Rules.Workflows;

namespace Qa.Rules.Trees.Sources;

/// <content>Moving and copying nodes as they are written, with their comments.</content>
public static partial class SourceEdit
{
    /// <summary>Moves a node, with all under it, as it is written.</summary>
    /// <param name="parentPath">Path of the category it comes into; empty for the top.</param>
    /// <param name="index">Place among the nodes that will be beside it, from 0; null for the last.</param>
    public static SourceEditResult MoveNode(NormSource source, string path, string parentPath, int? index)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        if (NodeOf(draft!, root, path) is not { } from || ListOf(draft!, root, parentPath) is not { } list)
            return draft!.Finish(root);
        if (IsAtOrBelow(parentPath, path))
        {
            draft!.Refuse(0, path, "", "the node itself, or one under it, as its new place", "a category elsewhere");
            return draft.Finish(root);
        }

        var stays = from[..^1].AsSpan().SequenceEqual(list.AsSpan());
        var count = ((DocumentSequence)DocumentStep.Follow(root, list)!).Items.Length - (stays ? 1 : 0);
        var place = index ?? count;
        if (place < 0 || place > count)
            return RefusePlace(draft!, root, parentPath, place, count);
        if ((!stays && !HasSiblings(draft!, root, path, from)) || (stays && place == from[^1].Index))
            return draft!.Finish(root);
        var node = DocumentStep.Follow(root, from)!;

        // Put in first: taking it out would move what the steps to the new place count.
        var before = stays && place > from[^1].Index ? place + 1 : place;
        var put = DocumentChange.Insert(root, list.AsSpan(), before, node)!;
        var expected = DocumentChange.Remove(put, After(from, list, before).AsSpan())!;
        if (PlaceOf(draft!, root, from.AsSpan()[..^1], from[^1].Index) is { } old && PlaceOf(draft!, root, list.AsSpan(), before) is { } to)
            new NodeText(draft!).Move(old, to, node);
        return draft!.Finish(expected);
    }

    /// <summary>Copies a node, with all under it, as it is written.</summary>
    /// <param name="parentPath">Path of the category the copy comes into; empty for the top.</param>
    /// <param name="index">Place of the copy among the nodes that are beside it, from 0; null for the last.</param>
    /// <param name="id">The copy's id; null for the node's own, with a number where one beside it has it already. Ids under it stay: they are unique among siblings only.</param>
    public static SourceEditResult CopyNode(NormSource source, string path, string parentPath, int? index, string? id = null)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        if (NodeOf(draft!, root, path) is not { } from || ListOf(draft!, root, parentPath) is not { } list)
            return draft!.Finish(root);
        var siblings = ((DocumentSequence)DocumentStep.Follow(root, list)!).Items;
        var place = index ?? siblings.Length;
        if (place < 0 || place > siblings.Length)
            return RefusePlace(draft!, root, parentPath, place, siblings.Length);
        var node = DocumentStep.Follow(root, from)!;
        var copyId = new DocumentScalar(default, ScalarKind.String, id ?? FreeId(siblings, DocumentStep.IdOf(node)!));
        var copy = DocumentChange.Set(node, [new(IdKey, 0)], copyId)!;
        if (PlaceOf(draft!, root, from.AsSpan()[..^1], from[^1].Index) is { } original && PlaceOf(draft!, root, list.AsSpan(), place) is { } to)
            new NodeText(draft!).Copy(original, to, copy);
        return draft!.Finish(DocumentChange.Insert(root, list.AsSpan(), place, copy)!);
    }

    private static string FreeId(ImmutableArray<DocumentNode> siblings, string id)
    {
        var ids = new NodeIds();
        foreach (var sibling in siblings)
        {
            if (DocumentStep.IdOf(sibling) is { } taken)
                ids.Take(taken);
        }

        return ids.Take(id);
    }

    // The steps to a node once another has been put into a list.
    private static ImmutableArray<DocumentStep> After(ImmutableArray<DocumentStep> steps, ImmutableArray<DocumentStep> list, int place)
    {
        var isOnTheWay = steps.Length > list.Length && steps.AsSpan()[..list.Length].SequenceEqual(list.AsSpan()) && steps[list.Length].Index >= place;
        return isOnTheWay ? steps.SetItem(list.Length, steps[list.Length] with { Index = steps[list.Length].Index + 1 }) : steps;
    }

    private static bool IsAtOrBelow(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] == '/');

    private static ImmutableArray<DocumentStep>? NodeOf(SourceDraft draft, DocumentNode root, string path)
    {
        if (path.Length > 0 && DocumentStep.ToNode(root, path) is { } steps)
            return steps;
        draft.Refuse(0, path, "", "no such node", "the path of a node of the tree");
        return null;
    }

    // The steps to the list of nodes of a category, or of the set.
    private static ImmutableArray<DocumentStep>? ListOf(SourceDraft draft, DocumentNode root, string parentPath)
    {
        if (parentPath.Length > 0 && NodeOf(draft, root, parentPath) is null)
            return null;
        var list = DocumentStep.ToNode(root, parentPath)!.Value.Add(new(parentPath.Length == 0 ? "norms" : "children", 0));
        if (DocumentStep.Follow(root, list) is DocumentSequence { Items.IsEmpty: false })
            return list;
        draft.Refuse(0, parentPath, "", "no list of nodes", "a category");
        return null;
    }

    private static NodePlace? PlaceOf(SourceDraft draft, DocumentNode root, ReadOnlySpan<DocumentStep> list, int index)
    {
        if (NodePlace.Of(draft.Source.Outline, root, list, index) is { } place)
            return place;
        draft.Refuse(0, "", "", "nodes that are written by way of an alias", "nodes that are written where they stand");
        return null;
    }

    private static bool HasSiblings(SourceDraft draft, DocumentNode root, string path, ImmutableArray<DocumentStep> steps)
    {
        if (DocumentStep.Follow(root, steps[..^1]) is DocumentSequence { Items.Length: > 1 })
            return true;
        draft.Refuse(0, path, "", "the only node of its category", "another one beside it: a category has one or more");
        return false;
    }

    private static SourceEditResult RefusePlace(SourceDraft draft, DocumentNode root, string path, int place, int count)
    {
        draft.Refuse(
            0, path, path.Length == 0 ? "norms" : "children", FormattableString.Invariant($"the place {place}"), FormattableString.Invariant($"0 to {count}"));
        return draft.Finish(root);
    }
}
