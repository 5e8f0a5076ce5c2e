using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Serving;

/// <summary>Which installation a database is of, and the tokens of the folders that its processes share.</summary>
internal static class InstallationRows
{
    /// <summary>Null where no server has started on it yet.</summary>
    public static Task<string?> IdAsync(DatabaseSession session) => session.QuerySingleAsync<string>("SELECT id FROM installation");

    public static Task AddAsync(DatabaseSession session, string id, DateTimeOffset now) =>
        session.ExecuteAsync("INSERT INTO installation (id, created_at) VALUES (@id, @now)", new { id, now = UtcTicks.Of(now) });

    public static async Task<Dictionary<string, string>> TokensAsync(DatabaseSession session) =>
        (await session.QueryAsync<TokenRow>("SELECT kind AS Kind, token AS Token FROM installation_folder")).ToDictionary(static row => row.Kind, static row => row.Token, StringComparer.Ordinal);

    public static Task SetTokenAsync(DatabaseSession session, string kind, string token, DateTimeOffset now) => session.ExecuteAsync(
        """
        INSERT INTO installation_folder (kind, token, marked_by, marked_at) VALUES (@kind, @token, @host, @now)
        ON CONFLICT (kind) DO UPDATE SET token = excluded.token, marked_by = excluded.marked_by, marked_at = excluded.marked_at
        """,
        new { kind, token, host = Environment.MachineName, now = UtcTicks.Of(now) });

    /// <summary>Makes the database that of another installation: what was restored must never take the folders of the first for its own.</summary>
    public static async Task RenewAsync(DatabaseSession session, IReadOnlyList<FolderMarker> markers, DateTimeOffset now)
    {
        await session.ExecuteAsync("DELETE FROM installation_folder");
        await session.ExecuteAsync("DELETE FROM installation");
        await AddAsync(session, markers[0].Installation, now);
        foreach (var marker in markers)
            await SetTokenAsync(session, marker.Kind, marker.Token, now);
    }

    private sealed class TokenRow
    {
        public string Kind { get; init; } = "";

        public string Token { get; init; } = "";
    }
}
