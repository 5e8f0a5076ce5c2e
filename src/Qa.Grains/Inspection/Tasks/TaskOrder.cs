using System.Collections.Immutable;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>An inspection task that somebody wants (质检任务): by a selection, or by a list; exactly one of the two.</summary>
/// <param name="Interactions">Ids of stored interactions, at most <see cref="MaximumList"/>; their newest revisions are taken.</param>
public sealed record TaskOrder(string RuleSet, string Title, string Author, TaskSelection? Selection, ImmutableArray<string> Interactions)
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int MaximumTitle = 200;

    /// <summary>Longest list of interactions; more are taken by a selection.</summary>
    public const int MaximumList = 100_000;
}
