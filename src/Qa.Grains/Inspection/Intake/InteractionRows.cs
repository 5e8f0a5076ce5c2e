using Qa.Grains.Storage;
using Qa.Rules.Interactions;

namespace Qa.Grains.Inspection.Intake;

/// <summary>Interactions as rows: a row a revision, none ever changed.</summary>
internal static class InteractionRows
{
    private static readonly string[] Columns =
        ["id", "revision", "content", "hash", "channel", "business_line", "agent_id", "agent_group", "started_at", "received_at"];

    private static readonly string[] Key = ["id", "revision"];

    /// <summary>Adds the first revision of each that is not there.</summary>
    /// <returns>For each, whether it was added.</returns>
    public static Task<bool[]> AddAsync(DatabaseSession session, IReadOnlyList<ReceivedInteraction> received, DateTimeOffset now) =>
        session.InsertManyAsync("interaction", Columns, Key, [.. received.Select(one => Values(one, 1, now))]);

    public static async Task<bool> AddRevisionAsync(DatabaseSession session, ReceivedInteraction received, long revision, DateTimeOffset now) =>
        (await session.InsertManyAsync("interaction", Columns, Key, [Values(received, revision, now)]))[0];

    /// <summary>Hash of the first revision, with which sending it again is compared.</summary>
    public static Task<string?> FirstHashAsync(DatabaseSession session, string id) =>
        session.QuerySingleAsync<string>("SELECT hash FROM interaction WHERE id = @id AND revision = 1", new { id });

    /// <summary>The newest revision, or one of them; null when there is none.</summary>
    /// <param name="forUpdate">Whether it is about to be decided upon: who would erase it waits, and is waited for.</param>
    public static Task<StoredInteraction?> FindAsync(DatabaseSession session, string id, long? revision = null, bool forUpdate = false) => session.QuerySingleAsync<StoredInteraction>(
        $"""
         SELECT id AS Id, revision AS Revision, content AS Content, hash AS Hash, received_at AS ReceivedAt, erasure AS Erasure FROM interaction
         WHERE id = @id AND revision = {(revision is null ? "(SELECT max(revision) FROM interaction WHERE id = @id)" : "@revision")}{(forUpdate ? session.ForUpdate : "")}
         """,
        new { id, revision });

    /// <summary>How a channel is stored.</summary>
    public static string NameOf(Channel channel) => channel switch
    {
        Channel.Voice => "voice",
        Channel.Chat => "chat",
        Channel.Email => "email",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    private static object?[] Values(ReceivedInteraction received, long revision, DateTimeOffset now)
    {
        var (interaction, content, hash) = received;
        return
        [
            interaction.Id, revision, content, hash, NameOf(interaction.Channel), interaction.BusinessLine, interaction.Agent.Id, interaction.Agent.Group,
            StartTime.Ticks(interaction.StartedAt), UtcTicks.Of(now),
        ];
    }
}
