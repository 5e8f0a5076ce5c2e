namespace Qa.Grains.Inspection.Results;

/// <summary>Which interactions a list shows. What is null or empty limits nothing; conditions on results look at the newest of each set.</summary>
public sealed record InteractionFilter
{
    /// <summary>An interaction's id, or how it begins.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Begun at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whose are shown, whatever else is asked for; null for everybody's.</summary>
    public IReadOnlyCollection<string>? Reach { get; init; }

    /// <summary>工号.</summary>
    public string? Agent { get; init; }

    /// <summary>The group as it came with the interaction.</summary>
    public string? AgentGroup { get; init; }

    /// <summary><c>voice</c>, <c>chat</c> or <c>email</c>.</summary>
    public string? Channel { get; init; }

    public string? BusinessLine { get; init; }

    /// <summary>Only those that this set has scored.</summary>
    public string? RuleSet { get; init; }

    /// <summary>Only those whose newest result of a set this version of it made.</summary>
    public long? Version { get; init; }

    public ResultCondition? Result { get; init; }

    /// <summary>Score below this, 0..100 as a rule.</summary>
    public decimal? ScoreBelow { get; init; }

    /// <summary>Whether it looks at results, and not at interactions alone.</summary>
    public bool AsksForResults => RuleSet is not null || Version is not null || Result is not null || ScoreBelow is not null;
}

/// <summary>What a result came to.</summary>
public enum ResultCondition
{
    /// <summary>一票否决.</summary>
    Vetoed,

    /// <summary>Below the pass mark, or vetoed.</summary>
    Failed,

    /// <summary>A person is to look at it.</summary>
    NeedsReview,

    /// <summary>No set has scored it.</summary>
    Unscored,
}
