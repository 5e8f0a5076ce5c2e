using System.Security.Cryptography;
using Qa.Grains.Storage;

namespace Qa.Grains.Erasure;

/// <summary>Erasures and their tombstones as rows; none is ever changed.</summary>
public static class ErasureRows
{
    private const string Select =
        "SELECT number AS Number, key AS Key, basis AS Basis, reason AS Reason, asked_by AS AskedBy, approved_by AS ApprovedBy, at AS At FROM erasure";

    /// <summary>The number of an erasure, which is put on record when it is not yet.</summary>
    public static async Task<long> TakeAsync(DatabaseSession session, ErasureOrder order, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO erasure (key, basis, reason, asked_by, approved_by, at) VALUES (@Key, @Basis, @Reason, @AskedBy, @ApprovedBy, @at)
            ON CONFLICT (key) DO NOTHING
            """,
            new { order.Key, order.Basis, order.Reason, order.AskedBy, order.ApprovedBy, at = UtcTicks.Of(now) });
        return await session.QuerySingleAsync<long>("SELECT number FROM erasure WHERE key = @Key", new { order.Key });
    }

    public static Task<ErasureRecord?> FindAsync(DatabaseSession session, long number) => session.QuerySingleAsync<ErasureRecord>($"{Select} WHERE number = @number", new { number });

    public static Task<ErasureRecord?> FindAsync(DatabaseSession session, string key) => session.QuerySingleAsync<ErasureRecord>($"{Select} WHERE key = @key", new { key });

    /// <summary>The next ones after a number, in their order.</summary>
    public static Task<IReadOnlyList<ErasureRecord>> ListAsync(DatabaseSession session, long after, int limit) =>
        session.QueryAsync<ErasureRecord>($"{Select} WHERE number > @after ORDER BY number LIMIT @limit", new { after, limit });

    /// <summary>How many tombstones of each kind an erasure has left.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountsAsync(DatabaseSession session, string key) =>
        (await session.QueryAsync<KindCount>(
            "SELECT t.kind AS Kind, count(*) AS Count FROM tombstone t JOIN erasure e ON e.number = t.erasure WHERE e.key = @key GROUP BY t.kind", new { key }))
        .ToDictionary(static one => one.Kind, static one => one.Count, StringComparer.Ordinal);

    /// <summary>What an erasure took, each interaction with each kind once, in the order of the ids.</summary>
    public static Task<IReadOnlyList<ErasedThing>> ThingsAsync(DatabaseSession session, long erasure, string after, int limit) => session.QueryAsync<ErasedThing>(
        "SELECT DISTINCT interaction_id AS Interaction, kind AS Kind FROM tombstone WHERE erasure = @erasure AND interaction_id > @after ORDER BY interaction_id, kind LIMIT @limit",
        new { erasure, after, limit });

    /// <summary>Leaves a tombstone; one that stands already stays.</summary>
    /// <param name="part">Which of several things of a kind that an interaction has; empty where there is one.</param>
    /// <param name="originalHash">Null where so little is erased that it could be found by trial.</param>
    /// <param name="left">What stands in its place; null for nothing.</param>
    /// <param name="erasure">Its number.</param>
    public static Task LeaveAsync(DatabaseSession session, string kind, string interaction, string part, string? originalHash, byte[]? left, long erasure, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO tombstone (kind, interaction_id, part, original_hash, left_hash, erasure, at) VALUES (@kind, @interaction, @part, @originalHash, @leftHash, @erasure, @at)
            ON CONFLICT (kind, interaction_id, part) DO NOTHING
            """,
            new { kind, interaction, part, originalHash, leftHash = left is null ? null : HashOf(left), erasure, at = UtcTicks.Of(now) });

    /// <summary>Of some interactions those of which a thing of a kind was erased.</summary>
    internal static async Task<IReadOnlySet<string>> ErasedAsync(DatabaseSession session, string kind, IEnumerable<string> interactions) =>
        (await session.QueryAsync<string>(
            $"SELECT DISTINCT interaction_id FROM tombstone WHERE {session.IsAnyOf("interaction_id", "@ids")} AND kind = @kind", new { kind, ids = session.Many(interactions) }))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Number of the erasure that took what was said in an interaction, or while it was still a recording; null where none did.</summary>
    public static Task<long?> OfTextAsync(DatabaseSession session, string interaction) => session.QuerySingleAsync<long?>(
        $"SELECT max(erasure) FROM tombstone WHERE interaction_id = @interaction AND kind IN ('{TombstoneKind.Interaction}', '{TombstoneKind.Recording}')", new { interaction });

    /// <summary>SHA-256 of bytes as they are, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class KindCount
    {
        public string Kind { get; init; } = "";

        public long Count { get; init; }
    }
}
