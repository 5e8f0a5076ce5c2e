using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Verification;

/// <summary>Verifications of the publication log that are kept, so that its state can be shown without reading a long log again.</summary>
public sealed class ChainVerifications(Database database, ChainAudit audit, TimeProvider time)
{
    /// <summary>Verifies the whole log now, and keeps what came of it.</summary>
    public async Task<LogState> RunAsync(string actor, CancellationToken cancellation = default)
    {
        var report = await Task.Run(() => audit.RunAsync(null, cancellation), cancellation);
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO publication_verification (at, actor, records, last_hash, findings) VALUES (@at, @actor, @records, @LastHash, @findings)",
                    new { at = UtcTicks.Of(now), actor, records = (long)report.Count, report.LastHash, findings = JsonSerializer.Serialize(report.Findings) }, cancellation);
                await AuditRows.AddAsync(session, new(now, actor, "verify publications", "publications", Invariant($"{report.Count} entries, {report.Findings.Length} findings")) { Kind = AuditKind.Read });
            },
            cancellation);
        return await StateAsync(cancellation);
    }

    /// <summary>How the log stands by what is known: nothing of it is verified, but that the last entry verified is still the same.</summary>
    public Task<LogState> StateAsync(CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var entries = await session.QuerySingleAsync<long>("SELECT coalesce(max(number), 0) FROM publication", null, cancellation);
            var row = await session.QuerySingleAsync<Row>(
                "SELECT at AS At, actor AS Actor, records AS Records, last_hash AS LastHash, findings AS Findings FROM publication_verification ORDER BY number DESC LIMIT 1", null, cancellation);
            if (row is null)
                return new(LogStanding.NeverVerified, entries, null);
            var last = new KeptVerification(UtcTicks.ToTime(row.At), row.Actor, row.Records, row.LastHash, JsonSerializer.Deserialize<ImmutableArray<string>>(row.Findings));
            if (!last.Findings.IsEmpty)
                return new(LogStanding.Broken, entries, last);
            var hash = await session.QuerySingleAsync<string>("SELECT hash FROM publication WHERE number = @Records", new { row.Records }, cancellation);
            return new LogState(hash != last.LastHash ? LogStanding.Changed : entries > last.Entries ? LogStanding.Behind : LogStanding.Whole, entries, last);
        },
        cancellation);

    private sealed class Row
    {
        public long At { get; init; }

        public string Actor { get; init; } = "";

        public long Records { get; init; }

        public string? LastHash { get; init; }

        public string Findings { get; init; } = "";
    }
}
