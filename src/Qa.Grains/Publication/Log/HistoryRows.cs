using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>The publication log with its approvals and reviews.</summary>
internal static class HistoryRows
{
    private const string Select =
        """
        SELECT p.number AS Number, p.record AS Record, p.hash AS Hash, p.standing AS Standing, p.approvals AS Approvals,
               r.reviewer AS Reviewer, r.reviewed_at AS ReviewedAt, r.accepted AS Accepted, r.note AS Note
        FROM publication p LEFT JOIN publication_review r ON r.publication = p.number
        """;

    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(DatabaseSession session, string? ruleSet, long? before, int limit)
    {
        var where = ruleSet is null ? "WHERE p.number < @before" : "WHERE p.rule_set = @ruleSet AND p.number < @before";
        var rows = await session.QueryAsync<Row>(
            $"{Select} {where} ORDER BY p.number DESC LIMIT @limit", new { ruleSet, before = before ?? long.MaxValue, limit });
        return [.. rows.Select(static row => row.ToEntry())];
    }

    public static async Task<HistoryEntry?> FindAsync(DatabaseSession session, string ruleSet, long version) =>
        (await session.QuerySingleAsync<Row>($"{Select} WHERE p.rule_set = @ruleSet AND p.version = @version", new { ruleSet, version }))?.ToEntry();

    private sealed class Row
    {
        public long Number { get; init; }

        public byte[] Record { get; init; } = [];

        public string Hash { get; init; } = "";

        public string Standing { get; init; } = "";

        public string Approvals { get; init; } = "";

        public string? Reviewer { get; init; }

        public long? ReviewedAt { get; init; }

        public long? Accepted { get; init; }

        public string? Note { get; init; }

        public HistoryEntry ToEntry() => new(
            Number,
            PublicationRecordJson.Read(Record) ?? throw new InvalidOperationException(Invariant($"Entry {Number} of the publication log cannot be read.")),
            Hash,
            StandingNames.Parse(Standing),
            JsonSerializer.Deserialize<ImmutableArray<Approval>>(Approvals),
            Reviewer is null ? null : new(Reviewer, UtcTicks.ToTime(ReviewedAt!.Value), Accepted == 1, Note!));
    }
}
