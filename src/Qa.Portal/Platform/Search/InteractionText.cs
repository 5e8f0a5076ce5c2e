using Qa.Grains.Storage;
using Qa.Rules.Interactions;

namespace Qa.Portal.Platform.Search;

/// <summary>A stored interaction as it is searched: its newest revision, a line a turn. Nothing of what was erased.</summary>
internal static class InteractionText
{
    /// <summary>Null when there is no such interaction, or none that can be read.</summary>
    public static async Task<SearchDocument?> ReadAsync(DatabaseSession session, string id, CancellationToken cancellation)
    {
        var row = await session.QuerySingleAsync<InteractionRow>(
            "SELECT content AS Content, started_at AS StartedAt FROM interaction WHERE id = @id AND erasure IS NULL ORDER BY revision DESC LIMIT 1", new { id }, cancellation);
        if (row is null || InteractionReader.Read(row.Content).Interaction is not { } interaction)
            return null;
        return new(
            SearchDocument.Interaction, id, id, string.Join('\n', interaction.Turns.Select(static turn => turn.Text)), interaction.Agent.Id, interaction.Agent.Group,
            DepartmentId: null, UtcTicks.ToTime(row.StartedAt));
    }

    private sealed class InteractionRow
    {
        public byte[] Content { get; init; } = [];

        public long StartedAt { get; init; }
    }
}
