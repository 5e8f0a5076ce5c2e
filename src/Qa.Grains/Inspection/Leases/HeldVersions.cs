using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Leases;

/// <summary>Which versions of a set tasks hold, and since when each is in use.</summary>
public sealed class HeldVersions(Database database)
{
    /// <summary>Tasks of a set that run, with the lease that each holds or held last; those that have not begun hold none.</summary>
    public Task<IReadOnlyList<HeldVersion>> RunningAsync(string ruleSet, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QueryAsync<HeldVersion>(
            """
            SELECT t.id AS Task, t.title AS Title, l.version AS Version, l.ends_at AS EndsAt FROM inspection_task t
            LEFT JOIN version_lease l ON l.task_id = t.id AND l.number = (SELECT max(number) FROM version_lease m WHERE m.task_id = t.id)
            WHERE t.rule_set = @ruleSet AND t.state = 'running' ORDER BY t.id
            """,
            new { ruleSet }, cancellation),
        cancellation);

    /// <summary>When a task first held a version; null where none has.</summary>
    public Task<long?> FirstUseAsync(string ruleSet, long version, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QuerySingleAsync<long?>(
            "SELECT min(l.starts_at) FROM version_lease l JOIN inspection_task t ON t.id = l.task_id WHERE t.rule_set = @ruleSet AND l.version = @version", new { ruleSet, version }, cancellation),
        cancellation);
}

/// <summary>A task that runs, and the version that it holds.</summary>
public sealed class HeldVersion
{
    public long Task { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Null for a task that has not begun.</summary>
    public long? Version { get; init; }

    /// <summary>UTC ticks.</summary>
    public long? EndsAt { get; init; }

    public DateTimeOffset? EndTime => EndsAt is { } ticks ? UtcTicks.ToTime(ticks) : null;
}
