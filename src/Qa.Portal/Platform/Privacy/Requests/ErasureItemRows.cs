using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>Interactions of requests as rows, for the jobs that work on them.</summary>
internal static class ErasureItemRows
{
    private static readonly string[] Columns = ["request_id", "interaction_id", "state"];
    private static readonly string[] Key = ["request_id", "interaction_id"];

    /// <summary>Adds those that are not there.</summary>
    public static Task AddAsync(DatabaseSession session, long request, IEnumerable<string> interactions, CancellationToken cancellation) => session.InsertManyAsync(
        "erasure_item", Columns, Key, [.. interactions.Select(id => new object?[] { request, id, nameof(ItemState.Due) })], cancellation);

    /// <summary>The next ones after an id.</summary>
    public static Task<IReadOnlyList<string>> AfterAsync(DatabaseSession session, long request, string after, int limit) => session.QueryAsync<string>(
        "SELECT interaction_id FROM erasure_item WHERE request_id = @request AND interaction_id > @after ORDER BY interaction_id LIMIT @limit", new { request, after, limit });

    /// <summary>Some that are still to be erased.</summary>
    public static Task<IReadOnlyList<string>> DueAsync(DatabaseSession session, long request, int limit) => session.QueryAsync<string>(
        "SELECT interaction_id FROM erasure_item WHERE request_id = @request AND state = 'Due' ORDER BY interaction_id LIMIT @limit", new { request, limit });

    public static Task RemoveAsync(DatabaseSession session, long request, IEnumerable<string> interactions) => session.ExecuteAsync(
        $"DELETE FROM erasure_item WHERE request_id = @request AND {session.IsAnyOf("interaction_id", "@ids")}", new { request, ids = session.Many(interactions) });

    public static Task SetErasedAsync(DatabaseSession session, long request, IEnumerable<string> interactions) => session.ExecuteAsync(
        $"UPDATE erasure_item SET state = 'Erased', hold_id = NULL WHERE request_id = @request AND {session.IsAnyOf("interaction_id", "@ids")}", new { request, ids = session.Many(interactions) });

    public static async Task SetHeldAsync(DatabaseSession session, long request, IReadOnlyDictionary<string, long> held)
    {
        foreach (var (interaction, hold) in held)
            await session.ExecuteAsync("UPDATE erasure_item SET state = 'Held', hold_id = @hold WHERE request_id = @request AND interaction_id = @interaction", new { request, interaction, hold });
    }
}
