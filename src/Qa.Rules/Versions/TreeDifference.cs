using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>
/// How one tree differs from another, node by node, so that people can read what a publication changes. Trees without a
/// difference have the same hash, but for the order of keys, which nobody is shown.
/// </summary>
/// <param name="Document">Differences outside the nodes: name, score, let conditions and so on.</param>
/// <param name="Nodes">In the order of the new tree; what is gone comes at the end of its parent's.</param>
public sealed record TreeDifference(ImmutableArray<KeyChange> Document, ImmutableArray<NodeChange> Nodes)
{
    public bool IsEmpty => Document.IsEmpty && Nodes.IsEmpty;

    /// <summary>Nodes are matched by their path; those that are in one tree only, by id and content.</summary>
    public static TreeDifference Between(NormTree old, NormTree changed) => ReferenceEquals(old, changed)
        ? new([], [])
        : new(DocumentComparison.Compare(old.Document, changed.Document, except: "norms"), new NodeComparison().Compare(old.Nodes, changed.Nodes));
}
