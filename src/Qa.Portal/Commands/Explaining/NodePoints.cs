using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Explaining;

/// <summary>What a node adds to the score.</summary>
/// <param name="Uncapped">The same without the node's own limit.</param>
internal readonly record struct PointsOfNode(decimal Points, decimal Uncapped);

/// <summary>The points of every enabled node, added up as norm-tree.md §4 says: what a scorecard leaves out.</summary>
internal sealed class NodePoints
{
    private readonly Dictionary<string, PointsOfNode> _byPath = new(StringComparer.Ordinal);

    public NodePoints(NormTree tree, Scorecard scorecard)
    {
        var norms = scorecard.Norms.ToDictionary(static norm => norm.Path, static norm => norm.Points, StringComparer.Ordinal);
        Total = tree.Nodes.Where(static node => node.Enabled).Sum(node => Add(node, node.Id, norms).Points);
    }

    /// <summary>The sum over the top nodes.</summary>
    public decimal Total { get; }

    public PointsOfNode this[string path] => _byPath[path];

    private PointsOfNode Add(TreeNode node, string path, Dictionary<string, decimal> norms)
    {
        var points = node is Category category
            ? Of(category, [.. category.Children.Where(static child => child.Enabled).Select(child => Add(child, $"{path}/{child.Id}", norms).Points)])
            : new(norms[path], norms[path]);
        _byPath.Add(path, points);
        return points;
    }

    private static PointsOfNode Of(Category category, decimal[] children)
    {
        var (taken, given) = (children.Where(static points => points < 0m).Sum(), children.Where(static points => points > 0m).Sum());
        var limited = category.MaxDeduct is { } most ? Math.Max(taken, -most) : taken;
        return new(limited + given, taken + given);
    }
}
