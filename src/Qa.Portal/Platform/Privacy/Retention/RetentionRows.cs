using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>What is over its period, as rows: interactions by their ids, in the order of those.</summary>
internal static class RetentionRows
{
    /// <summary>Interactions of which a part began before a time and is there still: the next ones after an id.</summary>
    public static Task<IReadOnlyList<string>> DueAsync(DatabaseSession session, ErasedParts part, DateTimeOffset before, string after, int limit) => session.QueryAsync<string>(
        $"SELECT id FROM ({Due(part)}) due WHERE id > @after ORDER BY id LIMIT @limit", new { before = UtcTicks.Of(before), after, limit });

    public static Task<long> CountAsync(DatabaseSession session, ErasedParts part, DateTimeOffset before) =>
        session.QuerySingleAsync<long>($"SELECT count(*) FROM ({Due(part)}) due", new { before = UtcTicks.Of(before) });

    /// <summary>Interactions that are found by their words and began before a time.</summary>
    public static Task<IReadOnlyList<string>> SearchedAsync(DatabaseSession session, DateTimeOffset before, int limit) =>
        session.QueryAsync<string>("SELECT id FROM search_document WHERE kind = 'interaction' AND at < @before ORDER BY number LIMIT @limit", new { before = UtcTicks.Of(before), limit });

    public static Task<long> CountSearchedAsync(DatabaseSession session, DateTimeOffset before) =>
        session.QuerySingleAsync<long>("SELECT count(*) FROM search_document WHERE kind = 'interaction' AND at < @before", new { before = UtcTicks.Of(before) });

    // A recording counts by the contact that it became; as long as it is none, by when it came.
    private static string Due(ErasedParts part) => part switch
    {
        ErasedParts.Sound =>
            """
            SELECT r.interaction_id AS id FROM recording r LEFT JOIN interaction i ON i.id = r.interaction_id AND i.revision = 1
            WHERE r.sound_erasure IS NULL AND coalesce(i.started_at, r.received_at) < @before
            """,
        ErasedParts.Text =>
            """
            SELECT DISTINCT id FROM interaction WHERE erasure IS NULL AND started_at < @before
            UNION SELECT r.interaction_id FROM recording r LEFT JOIN interaction i ON i.id = r.interaction_id AND i.revision = 1
            WHERE r.erasure IS NULL AND coalesce(i.started_at, r.received_at) < @before
            """,
        ErasedParts.Evidence =>
            """
            SELECT DISTINCT interaction_id AS id FROM scorecard WHERE erasure IS NULL AND scored_at < @before
            UNION SELECT interaction_id FROM live_alert WHERE text <> '' AND raised_at < @before
            """,
        ErasedParts.Attachments => $"SELECT DISTINCT subject_id AS id FROM attachment WHERE {AttachmentData.OfInteractions} AND at < @before",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
