using Qa.Grains.Auditing.Chain;
using Qa.Grains.Storage;

namespace Qa.Grains.Auditing.Search;

/// <summary>Finds entries of the audit log, the newest first. Each list of a filter but the kinds and origins has an index that is in this order.</summary>
public static class AuditSearchRows
{
    // Stands between the columns that a text is looked for in, so that none is found across two of them.
    private const string Between = " || '\n' || ";

    // A column that is compared with one value keeps the order of its index; what is searched is one text, as most entries have little of it.
    private const string Searched =
        "lower(a.actor" + Between + "a.origin" + Between + "a.action" + Between + "a.subject" + Between + "coalesce(a.before, '')" + Between + "coalesce(a.after, '')" + Between + "a.detail)";

    /// <param name="before">Where the page before ended; null for the newest.</param>
    public static async Task<IReadOnlyList<FoundEntry>> PageAsync(
        DatabaseSession session, AuditFilter filter, AuditPlace? before, int limit, CancellationToken cancellation = default)
    {
        var (sql, parameters) = Statement(filter, before, limit);
        return [.. (await session.QueryAsync<Row>(sql, parameters, cancellation)).Select(static row => row.ToEntry())];
    }

    /// <summary>The same without keeping them, for what does not fit into memory.</summary>
    public static IAsyncEnumerable<FoundEntry> Stream(DatabaseSession session, AuditFilter filter, int limit)
    {
        var (sql, parameters) = Statement(filter, null, limit);
        return session.StreamAsync<Row>(sql, parameters).Select(static row => row.ToEntry());
    }

    /// <summary>The actions that there are, in order: to choose from. Looked up one after the other, which reads little of a long log.</summary>
    public static Task<IReadOnlyList<string>> ActionsAsync(DatabaseSession session, int limit, CancellationToken cancellation = default) => session.QueryAsync<string>(
        """
        WITH RECURSIVE each (action) AS (
            SELECT min(action) FROM audit
            UNION ALL
            SELECT (SELECT min(a.action) FROM audit a WHERE a.action > each.action) FROM each WHERE each.action IS NOT NULL
        )
        SELECT action FROM each WHERE action IS NOT NULL LIMIT @limit
        """,
        new { limit },
        cancellation);

    /// <summary>How far the log is sealed; null when nothing of it is.</summary>
    public static Task<AuditHead?> HeadAsync(DatabaseSession session) => SealRows.HeadAsync(session);

    /// <summary>The last seal, and how many entries wait for the next ones.</summary>
    public static async Task<(long? Number, DateTimeOffset? At, long Waiting)> SealStateAsync(DatabaseSession session)
    {
        var last = await SealRows.LastAsync(session);
        return (last?.Number, last is null ? null : UtcTicks.ToTime(last.At), await SealRows.CountWaitingAsync(session));
    }

    private static (string Sql, object Parameters) Statement(AuditFilter filter, AuditPlace? before, int limit)
    {
        var where = new SqlFilter()
            .AndAny("a.actor", filter.Actors).AndAny("a.action", filter.Actions).AndAny("a.subject", filter.Subjects).AndAny("a.kind", filter.Kinds).AndAny("a.origin", filter.Origins)
            .AndPeriod("a.at", filter.From, filter.To)
            .And($"{Searched} LIKE lower(@text) ESCAPE '!'", "text", filter.Text is { Length: > 0 } text ? $"%{Escaped(text)}%" : null);
        if (before is { } place)
            where.And("(a.at, a.number) < (@ticks, @number)", "ticks", place.Ticks).Parameters.Add("number", place.Number);
        where.Parameters.Add("limit", limit);
        return (
            $"""
            SELECT {StoredEntry.Columns}, l.seal AS Seal, s.at AS SealedAt
            FROM audit a LEFT JOIN audit_link l ON l.entry = a.number LEFT JOIN audit_seal s ON s.number = l.seal
            WHERE {where.Where} ORDER BY a.at DESC, a.number DESC LIMIT @limit
            """,
            where.Parameters);
    }

    private static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private sealed class Row : StoredEntry
    {
        public long? Seal { get; init; }

        public long? SealedAt { get; init; }

        public FoundEntry ToEntry() => new(
            Number!.Value, UtcTicks.ToTime(At), Actor, Origin, Kind, Action, Subject, Before, After, Detail, Writer, Hash, Seal, SealedAt is { } ticks ? UtcTicks.ToTime(ticks) : null);
    }
}
