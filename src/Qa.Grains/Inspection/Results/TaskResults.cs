namespace Qa.Grains.Inspection.Results;

/// <summary>What the scorecards of a task come to.</summary>
public sealed class TaskResults
{
    public long Count { get; init; }

    /// <summary>0 without any.</summary>
    public double MeanScore { get; init; }

    public long Passed { get; init; }

    public long Vetoed { get; init; }

    public long NeedsReview { get; init; }
}
