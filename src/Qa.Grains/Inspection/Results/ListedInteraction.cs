using System.Collections.Immutable;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>The newest revision of an interaction as lists show it.</summary>
public sealed class ListedInteraction
{
    public string Id { get; init; } = "";

    public long Revision { get; init; }

    public string Channel { get; init; } = "";

    public string? BusinessLine { get; init; }

    public string AgentId { get; init; } = "";

    public string? AgentName { get; init; }

    public string? AgentGroup { get; init; }

    /// <summary>UTC ticks.</summary>
    public long StartedAt { get; init; }

    public DateTimeOffset StartTime => UtcTicks.ToTime(StartedAt);

    /// <summary>The newest result of each set, in the order of the sets' names; empty where none has scored it.</summary>
    public ImmutableArray<ListedResult> Results { get; internal set; } = [];
}

/// <summary>A result as lists show it.</summary>
public sealed class ListedResult
{
    public string Interaction { get; init; } = "";

    public long Revision { get; init; }

    public string RuleSet { get; init; } = "";

    public long Version { get; init; }

    public double Score { get; init; }

    public bool IsVetoed { get; init; }

    public bool HasPassed { get; init; }

    public bool NeedsReview { get; init; }

    /// <summary>UTC ticks.</summary>
    public long ScoredAt { get; init; }
}
