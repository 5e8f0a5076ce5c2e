using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>How many results each version of a set has made.</summary>
public sealed class VersionResults(Database database)
{
    /// <summary>The versions that have made any, in their order. Those of all scorecards, also where an interaction was scored again since.</summary>
    public Task<IReadOnlyList<VersionResult>> CountAsync(string ruleSet, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QueryAsync<VersionResult>(
            "SELECT version AS Version, count(*) AS Count, min(scored_at) AS FirstAt, max(scored_at) AS LastAt FROM scorecard WHERE rule_set = @ruleSet GROUP BY version ORDER BY version",
            new { ruleSet }, cancellation),
        cancellation);
}

/// <summary>The results of one version.</summary>
public sealed class VersionResult
{
    public long Version { get; init; }

    public long Count { get; init; }

    /// <summary>UTC ticks, as the other one.</summary>
    public long FirstAt { get; init; }

    public long LastAt { get; init; }

    public DateTimeOffset FirstTime => UtcTicks.ToTime(FirstAt);

    public DateTimeOffset LastTime => UtcTicks.ToTime(LastAt);
}
