using System.Collections.Concurrent;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Leases;

/// <summary>
/// When each process first scored by a version. Work that begins reads the head row, so every process is on a new version at
/// once; what it shows is that one has had work since.
/// </summary>
public sealed class VersionUses(Database database, ThisProcess process, TimeProvider time)
{
    // Written down already; a few words for each version that this process has ever scored by.
    private readonly ConcurrentDictionary<(string RuleSet, long Version), byte> _known = new();

    /// <summary>Scoring by a version begins in this process: written down the first time.</summary>
    internal async ValueTask NoteAsync(string ruleSet, long version, CancellationToken cancellation = default)
    {
        if (_known.ContainsKey((ruleSet, version)) || process.Number is not { } number)
            return;
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO version_use (rule_set, version, process, used_at) VALUES (@ruleSet, @version, @number, @now) ON CONFLICT (rule_set, version, process) DO NOTHING",
                new { ruleSet, version, number, now = UtcTicks.Of(time.GetUtcNow()) }, cancellation),
            cancellation);
        _known.TryAdd((ruleSet, version), 0);
    }

    /// <summary>The processes that are alive, in the order of their start, each with when it first scored by a version.</summary>
    public Task<IReadOnlyList<VersionUse>> ReadAsync(string ruleSet, long version, CancellationToken cancellation = default) => database.ReadAsync<IReadOnlyList<VersionUse>>(
        async session =>
        {
            var used = (await session.QueryAsync<Row>("SELECT process AS Process, used_at AS UsedAt FROM version_use WHERE rule_set = @ruleSet AND version = @version", new { ruleSet, version }, cancellation))
                .ToDictionary(static row => row.Process, static row => UtcTicks.ToTime(row.UsedAt));
            var now = time.GetUtcNow();
            return
            [
                .. (await ProcessRows.ReadAliveAsync(session)).Select(alive => new VersionUse(
                    alive, used.TryGetValue(alive.Number, out var at) ? at : null, now - alive.SeenAt <= ColdStart.Lapse)),
            ];
        },
        cancellation);

    private sealed class Row
    {
        public long Process { get; init; }

        public long UsedAt { get; init; }
    }
}

/// <summary>A process, and whether it has scored by a version.</summary>
/// <param name="FirstUsedAt">By its own clock; null where it has had no work for that version yet.</param>
/// <param name="IsSeen">Whether it gave a sign of life just now; one that does not may have ended without a word. For people alone: it compares two clocks.</param>
public sealed record VersionUse(InstallationProcess Process, DateTimeOffset? FirstUsedAt, bool IsSeen);
