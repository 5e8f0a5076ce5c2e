using System.Collections.Immutable;
using Qa.Rules.Scoring;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>Two results side by side as the interface for machines shows them.</summary>
internal sealed record ComparisonView(string Interaction, string RuleSet, bool IsIdentical, SideView A, SideView B, ImmutableArray<ComparedNormView> Norms)
{
    public static ComparisonView Of(ComparisonSight sight) => new(
        sight.Interaction.Id, sight.RuleSet, sight.IsIdentical, SideView.Of(sight.Before), SideView.Of(sight.After), [.. sight.Norms.Select(ComparedNormView.Of)]);
}

/// <summary>One side of them.</summary>
/// <param name="Side">What it was asked for by.</param>
internal sealed record SideView(string Side, long? Version, string TreeHash, string Hash, decimal Score, bool Vetoed, bool Passed, bool NeedsReview)
{
    public static SideView Of(SideSight side) => new(side.Key.ToString(), side.Version, side.TreeHash, side.Hash, side.Score, side.IsVetoed, side.HasPassed, side.NeedsReview);
}

/// <summary>A norm on both sides.</summary>
internal sealed record ComparedNormView(string Path, string Name, bool Differs, NormCellView? A, NormCellView? B)
{
    public static ComparedNormView Of(ComparedNorm norm) => new(norm.Path, norm.Name.Name, norm.Differs, NormCellView.Of(norm.Before), NormCellView.Of(norm.After));
}

/// <summary>What one norm came to on one side; its outcome as scorecards have it.</summary>
internal sealed record NormCellView(string Outcome, decimal Points, ImmutableArray<Hit> Hits)
{
    public static NormCellView? Of(NormCell? cell) => cell is null ? null : new(OutcomeNames.Of(cell.Outcome), cell.Points, cell.Hits);
}
