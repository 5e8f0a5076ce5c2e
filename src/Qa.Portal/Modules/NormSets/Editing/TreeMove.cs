using System.Collections.Immutable;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>Turns what is asked of a tree into an edit of its text.</summary>
internal static class TreeMove
{
    /// <summary>The edit, and the path that the node has after it.</summary>
    /// <returns>Null where the request changes nothing there: the first cannot go up.</returns>
    public static (Func<NormSource, SourceEditResult> Edit, string Path)? Of(TreeRequest request, ImmutableArray<EditNode> nodes)
    {
        var all = EditNode.All(nodes).ToList();
        if (all.Find(node => node.Path == request.Path) is not { } node)
            return null;
        var siblings = SiblingsOf(node, nodes, all);
        var place = siblings.FindIndex(each => each.Path == node.Path);
        return request.Action switch
        {
            TreeAction.Up when place > 0 => To(node, node.Parent, place - 1),
            TreeAction.Down when place + 1 < siblings.Count => To(node, node.Parent, place + 1),
            TreeAction.Out when all.Find(each => each.Path == node.Parent) is { } parent => Beside(node, parent, nodes, all, 1),
            TreeAction.In when place > 0 && siblings[place - 1].IsCategory => To(node, siblings[place - 1].Path, null),
            TreeAction.Inside when all.Find(each => each.Path == request.Target) is { IsCategory: true } target => To(node, target.Path, null),
            TreeAction.Before or TreeAction.After when all.Find(each => each.Path == request.Target) is { } target && target != node =>
                Beside(node, target, nodes, all, request.Action == TreeAction.After ? 1 : 0),
            _ => null,
        };
    }

    /// <summary>Where a new node comes: in a category as its last, else after the node; at the end of the set where there is none.</summary>
    public static (string Parent, int? Place) NewPlace(string path, bool isCategory, ImmutableArray<EditNode> nodes)
    {
        var all = EditNode.All(nodes).ToList();
        if (all.Find(each => each.Path == path) is not { } node)
            return ("", null);
        if (node.IsCategory && !isCategory)
            return (node.Path, null);
        return (node.Parent, SiblingsOf(node, nodes, all).FindIndex(each => each.Path == path) + 1);
    }

    /// <summary>An id that is free beside others.</summary>
    public static string FreeId(string wanted, IEnumerable<EditNode> siblings)
    {
        var taken = siblings.Select(static each => each.Id).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? wanted : FormattableString.Invariant($"{wanted}-{number}")).First(id => !taken.Contains(id));
    }

    public static List<EditNode> ChildrenOf(string path, ImmutableArray<EditNode> nodes) =>
        path.Length == 0 ? [.. nodes] : [.. EditNode.All(nodes).FirstOrDefault(each => each.Path == path)?.Children ?? []];

    private static (Func<NormSource, SourceEditResult>, string)? Beside(EditNode node, EditNode target, ImmutableArray<EditNode> nodes, List<EditNode> all, int after)
    {
        var siblings = SiblingsOf(target, nodes, all);
        var place = siblings.FindIndex(each => each.Path == target.Path) + after;

        // Places are counted without the node itself.
        var own = siblings.FindIndex(each => each.Path == node.Path);
        return To(node, target.Parent, own >= 0 && own < place ? place - 1 : place);
    }

    private static (Func<NormSource, SourceEditResult>, string) To(EditNode node, string parent, int? place) =>
        (source => SourceEdit.MoveNode(source, node.Path, parent, place), parent.Length == 0 ? node.Id : $"{parent}/{node.Id}");

    private static List<EditNode> SiblingsOf(EditNode node, ImmutableArray<EditNode> nodes, List<EditNode> all) =>
        node.Parent.Length == 0 ? [.. nodes] : [.. all.Find(each => each.Path == node.Parent)!.Children];
}
