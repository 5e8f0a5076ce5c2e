using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Verification;

/// <summary>
/// Verifies the whole publication log and every version it tells of: each record follows the one before, the columns beside it
/// say the same, every tree and source has the hash it should have, and the heads are the last of their sets.
/// </summary>
public sealed class ChainAudit(Database database)
{
    // Found beyond this, they are no longer told one by one.
    private const int MaximumFindings = 100;

    /// <param name="checkpoint">A checkpoint that the log must go on from; null for none.</param>
    public Task<ChainAuditReport> RunAsync(SignedCheckpoint? checkpoint = null, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var findings = new List<string>();
            var records = await ReadRecordsAsync(session, findings, cancellation);
            var verdict = checkpoint is null ? PublicationChain.Verify(records) : checkpoint.Checkpoint.Verify(records);
            if (verdict.Fault is { } fault)
                findings.Add(Invariant($"entry {fault.Index + 1} ({fault.RuleSet}@{fault.Version}): found {fault.Found}, expected {fault.Expected}"));
            if (checkpoint?.IsSigned() == false)
                findings.Add("the checkpoint: found a signature that is not of its key, expected one that is");
            await CheckVersionsAsync(session, records, findings, cancellation);
            await CheckHeadsAsync(session, records, findings);
            return new ChainAuditReport(records.Count, verdict.LastHash, [.. findings.Take(MaximumFindings)]);
        },
        cancellation);

    private static async Task<List<PublicationRecord>> ReadRecordsAsync(DatabaseSession session, List<string> findings, CancellationToken cancellation)
    {
        var records = new List<PublicationRecord>();
        var rows = session.StreamAsync<RecordRow>(
            "SELECT number AS Number, rule_set AS RuleSet, version AS Version, mode AS Mode, record AS Record, hash AS Hash FROM publication ORDER BY number");
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (PublicationRecordJson.Read(row.Record) is not { } record)
            {
                findings.Add(Invariant($"entry {row.Number}: found a record that cannot be read, expected a publication record in canonical JSON"));
                continue;
            }

            if (record.Hash() != row.Hash)
                findings.Add(Invariant($"entry {row.Number}: found the hash {row.Hash}, expected {record.Hash()}"));
            if ((row.RuleSet, row.Version, row.Mode) != (record.RuleSet, record.Version, PublicationRecordJson.NameOf(record.Mode)))
                findings.Add(Invariant($"entry {row.Number}: found the columns {row.RuleSet}@{row.Version} {row.Mode}, expected {record.RuleSet}@{record.Version} {PublicationRecordJson.NameOf(record.Mode)}"));
            records.Add(record);
            if (row.Number != records.Count)
                findings.Add(Invariant($"entry {row.Number}: found this number, expected {records.Count}"));
        }

        return records;
    }

    private static async Task CheckVersionsAsync(
        DatabaseSession session, List<PublicationRecord> records, List<string> findings, CancellationToken cancellation)
    {
        var expected = new Dictionary<(string, long), string>();
        foreach (var record in records)
            expected.TryAdd((record.RuleSet, record.Version), record.TreeHash);
        var rows = session.StreamAsync<VersionRow>(
            "SELECT rule_set AS RuleSet, version AS Version, tree AS Tree, tree_hash AS TreeHash, source AS Source, source_hash AS SourceHash FROM rule_set_version ORDER BY rule_set, version");
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            var name = Invariant($"version {row.RuleSet}@{row.Version}");
            if (!expected.Remove((row.RuleSet, row.Version), out var hash))
                findings.Add($"{name}: found a version without a log entry, expected one");
            else if (CanonicalJson.Hash(row.Tree) is var treeHash && (treeHash != hash || row.TreeHash != hash))
                findings.Add($"{name}: found the tree {treeHash}, expected {hash}");
            if (CanonicalJson.Hash(row.Source) is var sourceHash && sourceHash != row.SourceHash)
                findings.Add($"{name}: found the source {sourceHash}, expected {row.SourceHash}");
        }

        foreach (var (ruleSet, version) in expected.Keys)
            findings.Add(Invariant($"version {ruleSet}@{version}: found no tree, expected that of its log entry"));
    }

    private static async Task CheckHeadsAsync(DatabaseSession session, List<PublicationRecord> records, List<string> findings)
    {
        var last = records.Select(static (record, index) => (record, Number: index + 1L))
            .GroupBy(static entry => entry.record.RuleSet)
            .ToDictionary(static set => set.Key, static set => (Version: (long)set.Last().record.Version, set.Last().Number), StringComparer.Ordinal);
        foreach (var head in await Log.RuleSetRows.ReadAllAsync(session))
        {
            var found = (head.Version, head.Publication);
            var expected = last.TryGetValue(head.RuleSet, out var entry) ? ((long?)entry.Version, (long?)entry.Number) : (null, null);
            if (found != expected)
                findings.Add(Invariant($"set '{head.RuleSet}': found the head {found}, expected {expected}"));
        }
    }

    private sealed class RecordRow
    {
        public long Number { get; init; }

        public string RuleSet { get; init; } = "";

        public long Version { get; init; }

        public string Mode { get; init; } = "";

        public byte[] Record { get; init; } = [];

        public string Hash { get; init; } = "";
    }

    private sealed class VersionRow
    {
        public string RuleSet { get; init; } = "";

        public long Version { get; init; }

        public byte[] Tree { get; init; } = [];

        public string TreeHash { get; init; } = "";

        public byte[] Source { get; init; } = [];

        public string SourceHash { get; init; } = "";
    }
}
