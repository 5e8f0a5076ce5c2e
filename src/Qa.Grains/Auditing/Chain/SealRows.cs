using Qa.Grains.Storage;

namespace Qa.Grains.Auditing.Chain;

/// <summary>Links, seals, and what waits for them.</summary>
internal static class SealRows
{
    // What was linked, or is there no more, stays in the queue, where verifying finds it.
    private const string Waiting =
        "FROM audit_pending p JOIN audit a ON a.number = p.entry WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry = p.entry)";

    public static async Task<bool> IsAnythingWaitingAsync(DatabaseSession session) =>
        (await session.QueryAsync<long>($"SELECT p.entry {Waiting} LIMIT 1")).Count > 0;

    public static Task<long> CountWaitingAsync(DatabaseSession session) => session.QuerySingleAsync<long>($"SELECT count(*) {Waiting}");

    public static Task<IReadOnlyList<StoredEntry>> ReadWaitingAsync(DatabaseSession session, int limit) =>
        session.QueryAsync<StoredEntry>($"SELECT {StoredEntry.Columns} {Waiting} ORDER BY a.number LIMIT @limit", new { limit });

    public static IAsyncEnumerable<StoredEntry> StreamWaiting(DatabaseSession session) =>
        session.StreamAsync<StoredEntry>($"SELECT {StoredEntry.Columns} {Waiting} ORDER BY a.number");

    public static async Task<ChainHead?> HeadAsync(DatabaseSession session, string writer) => (await session.QueryAsync<HeadRow>(
        "SELECT writer AS Writer, sequence AS Sequence, hash AS Hash FROM audit_link WHERE writer = @writer ORDER BY sequence DESC LIMIT 1", new { writer }))
        .Select(static row => new ChainHead(row.Writer, row.Sequence, row.Hash)).SingleOrDefault();

    public static async Task AddAsync(DatabaseSession session, IReadOnlyList<AuditLink> links, long seal, CancellationToken cancellation)
    {
        await session.InsertManyAsync(
            "audit_link", ["writer", "sequence", "entry", "entry_hash", "previous_hash", "hash", "seal"], [],
            [.. links.Select(link => new object?[] { link.Writer, link.Sequence, link.Entry, link.EntryHash, link.Previous, link.Hash(), seal })], cancellation);
        await session.ExecuteAsync(
            $"DELETE FROM audit_pending WHERE {session.IsAnyOf("entry", "@entries")}", new { entries = session.Many(links.Select(static link => link.Entry)) }, cancellation);
    }

    public static Task<StoredSeal?> LastAsync(DatabaseSession session) =>
        session.QuerySingleAsync<StoredSeal>($"SELECT {StoredSeal.Columns} FROM audit_seal WHERE number = (SELECT max(number) FROM audit_seal)");

    public static Task<string?> HashOfAsync(DatabaseSession session, long seal) =>
        session.QuerySingleAsync<string>("SELECT hash FROM audit_seal WHERE number = @seal", new { seal });

    /// <summary>How far the log is sealed; null when nothing of it is.</summary>
    public static async Task<AuditHead?> HeadAsync(DatabaseSession session) => await LastAsync(session) is { } last ? new(last.Number, last.Hash) : null;

    public static Task AddAsync(DatabaseSession session, AuditSeal seal, string hash, string? signer, string? signature) => session.ExecuteAsync(
        """
        INSERT INTO audit_seal (number, at, heads, previous_hash, hash, signer, signature)
        VALUES (@Number, @Ticks, @Heads, @Previous, @hash, @signer, @signature)
        """,
        new { seal.Number, seal.Ticks, seal.Heads, seal.Previous, hash, signer, signature });

    private sealed class HeadRow
    {
        public string Writer { get; init; } = "";

        public long Sequence { get; init; }

        public string Hash { get; init; } = "";
    }
}
