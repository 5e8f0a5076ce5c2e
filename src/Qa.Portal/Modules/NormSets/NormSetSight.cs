using System.Collections.Immutable;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets;

/// <summary>A set in the list.</summary>
/// <param name="Last">The publication in force; null before the first.</param>
/// <param name="Norms">Of the version in force, those that are switched off included.</param>
internal sealed record NormSetLine(RuleSetHead Head, string Name, HistoryEntry? Last, int Norms, int Drafts)
{
    public static int NormsOf(NormTree tree) => TreeWalk.All(tree).Count(static placed => placed.Node is Norm);
}

/// <summary>A set with one of its versions.</summary>
/// <param name="Entry">Null before the first version; the tree too.</param>
internal sealed record NormSetSight(RuleSetStatus Status, HistoryEntry? Entry, NormTree? Tree);

/// <summary>A draft for those who decide about it.</summary>
/// <param name="Change">Null where the draft is closed, or can no longer be made into a tree, which <paramref name="Refusal"/> tells.</param>
/// <param name="Running">Tasks that run while it is decided.</param>
public sealed record DraftSight(Draft Draft, RuleSetStatus Status, DraftChange? Change, Refusal? Refusal, IReadOnlyList<HeldVersion> Running)
{
    /// <summary>Whether another version has been published since the draft was made, which it would undo: it must be made anew.</summary>
    public bool IsOvertaken => Draft.IsLive && Draft.Base != Status.Head?.Version;
}

/// <summary>The text of a set that somebody changes.</summary>
/// <param name="Version">In force when it was read.</param>
/// <param name="IsWhole">Whether it is what its author wrote; else it was put together from the tree.</param>
internal sealed record NormSetText(long Version, TreeSource.Document Document, bool IsWhole)
{
    public static TreeSource.Document Of(NormTree tree) => new($"{tree.RuleSet}.yaml", NormSource.Of($"{tree.RuleSet}.yaml", tree.Document).Text, ImmutableSortedDictionary<string, string>.Empty);
}
