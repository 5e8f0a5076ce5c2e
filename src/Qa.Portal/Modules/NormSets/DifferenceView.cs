using System.Text.Json;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.NormSets;

/// <summary>How one version differs from another, as the interface for machines shows it.</summary>
internal sealed record DifferenceView(IReadOnlyList<DifferenceView.Value> Document, IReadOnlyList<DifferenceView.Node> Nodes)
{
    public static DifferenceView Of(TreeDifference difference) =>
        new([.. difference.Document.Select(ValueOf)], [.. difference.Nodes.Select(NodeOf)]);

    private static Node NodeOf(NodeChange change) => change switch
    {
        NodeChange.Added added => new("added", added.Path, added.Index, null, null, null),
        NodeChange.Removed removed => new("removed", removed.Path, null, null, removed.Index, null),
        NodeChange.Moved moved => new("moved", moved.Path, moved.Index, moved.OldPath, moved.OldIndex, null),
        NodeChange.Changed changed => new("changed", changed.Path, null, null, null, [.. changed.Keys.Select(ValueOf)]),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static Value ValueOf(KeyChange change) =>
        new(change.Key, Json(change.Old), Json(change.New), change.Phrases?.Added, change.Phrases?.Removed);

    private static JsonElement? Json(DocumentNode? node) => node is null ? null : JsonDocument.Parse(CanonicalJson.Of(node)).RootElement;

    /// <summary>A node that is added, removed, moved or changed.</summary>
    internal sealed record Node(string Change, string Path, int? Place, string? OldPath, int? OldPlace, IReadOnlyList<Value>? Values);

    /// <summary>A value that differs; of lists of phrases also what was added and removed.</summary>
    internal sealed record Value(string Key, JsonElement? Old, JsonElement? New, IReadOnlyList<string>? AddedPhrases, IReadOnlyList<string>? RemovedPhrases);
}
