using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Cold;

/// <summary>
/// The processes of the installation as rows. Who started first is told by their numbers and who is alive by whether beats
/// still come, so no two clocks are ever compared.
/// </summary>
internal static class ProcessRows
{
    public static Task<long> AddAsync(DatabaseSession session, string host, long processId, DateTimeOffset now) => session.QuerySingleAsync<long>(
        "INSERT INTO process (host, pid, started_at, beats, seen_at, state) VALUES (@host, @processId, @now, 0, @now, 'alive') RETURNING number",
        new { host, processId, now = UtcTicks.Of(now) });

    /// <returns>False when the others hold this process for dead.</returns>
    public static async Task<bool> BeatAsync(DatabaseSession session, long number, DateTimeOffset now) => await session.ExecuteAsync(
        "UPDATE process SET beats = beats + 1, seen_at = @now WHERE number = @number AND state = 'alive'",
        new { number, now = UtcTicks.Of(now) }) == 1;

    public static Task StopAsync(DatabaseSession session, long number) =>
        session.ExecuteAsync("UPDATE process SET state = 'stopped' WHERE number = @number AND state = 'alive'", new { number });

    /// <summary>Holds a process for dead when no beat has come since <paramref name="beats"/>.</summary>
    /// <returns>Whether none has.</returns>
    public static async Task<bool> DeclareLostAsync(DatabaseSession session, long number, long beats) => await session.ExecuteAsync(
        "UPDATE process SET state = 'lost' WHERE number = @number AND beats = @beats AND state <> 'stopped'", new { number, beats }) == 1;

    public static Task<long> LastNumberAsync(DatabaseSession session) =>
        session.QuerySingleAsync<long>("SELECT coalesce(max(number), 0) FROM process");

    /// <summary>Number and beats of those that started before, and neither stopped nor are held for dead.</summary>
    public static Task<IReadOnlyList<Heartbeat>> ReadOlderAsync(DatabaseSession session, long number) => session.QueryAsync<Heartbeat>(
        "SELECT number AS Number, beats AS Beats FROM process WHERE number < @number AND state = 'alive'", new { number });

    /// <summary>Those alive, as far as anybody has found out.</summary>
    public static Task<IReadOnlyList<InstallationProcess>> ReadAliveAsync(DatabaseSession session) => ReadAwaitedAsync(session, long.MaxValue);

    /// <summary>Those alive that must end before trees staged after <paramref name="lastNumber"/> take effect.</summary>
    public static async Task<IReadOnlyList<InstallationProcess>> ReadAwaitedAsync(DatabaseSession session, long lastNumber) =>
    [
        .. (await session.QueryAsync<Row>(
            "SELECT number AS Number, host AS Host, pid AS Pid, started_at AS StartedAt, seen_at AS SeenAt FROM process WHERE number <= @lastNumber AND state = 'alive' ORDER BY number",
            new { lastNumber }))
            .Select(static row => new InstallationProcess(row.Number, row.Host, row.Pid, UtcTicks.ToTime(row.StartedAt), UtcTicks.ToTime(row.SeenAt))),
    ];

    public sealed class Heartbeat
    {
        public long Number { get; init; }

        public long Beats { get; init; }
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public string Host { get; init; } = "";

        public long Pid { get; init; }

        public long StartedAt { get; init; }

        public long SeenAt { get; init; }
    }
}
