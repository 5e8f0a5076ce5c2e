namespace Qa.Grains.Inspection.Results;

/// <summary>What one agent's interactions of a period came to: the newest result of each set.</summary>
public sealed class AgentDay
{
    public string AgentId { get; init; } = "";

    public long Interactions { get; init; }

    public long Results { get; init; }

    /// <summary>Of all results; 0 without any.</summary>
    public double ScoreSum { get; init; }

    public long Passed { get; init; }

    public long Vetoed { get; init; }

    public long NeedsReview { get; init; }
}
