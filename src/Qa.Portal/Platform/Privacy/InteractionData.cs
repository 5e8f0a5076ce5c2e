using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Search;

namespace Qa.Portal.Platform.Privacy;

/// <summary>Interactions, their scorecards and alerts, and what of them is searched.</summary>
internal sealed class InteractionData(SearchIndex index) : IPersonalData
{
    private const string Columns = "SELECT id AS Id, agent_id AS AgentId, started_at AS StartedAt, content AS Content FROM interaction";

    public async Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, string after, int limit) => Traces(await session.QueryAsync<Row>(
        $"{Columns} WHERE id IN (SELECT DISTINCT id FROM interaction WHERE id > @after AND erasure IS NULL ORDER BY id LIMIT @limit) AND erasure IS NULL ORDER BY id", new { after, limit }));

    public async Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, IReadOnlyList<string> ids) =>
        Traces(await session.QueryAsync<Row>($"{Columns} WHERE {session.IsAnyOf("id", "@ids")} ORDER BY id", new { ids = session.Many(ids) }));

    public async Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var counts = new List<(string, long)>();
        foreach (var (kind, of) in new[]
        {
            (TombstoneKind.Interaction, $"interaction WHERE {session.IsAnyOf("id", "@ids")} AND erasure IS NULL"),
            (TombstoneKind.Evidence, $"scorecard WHERE {session.IsAnyOf("interaction_id", "@ids")} AND erasure IS NULL"),
            (TombstoneKind.Alert, $"live_alert WHERE {session.IsAnyOf("interaction_id", "@ids")} AND text <> ''"),
        })
            counts.Add((kind, await session.QuerySingleAsync<long>($"SELECT count(*) FROM {of}", new { ids = session.Many(ids) })));
        return counts;
    }

    public async Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction)
    {
        if (scope.Has(ErasedParts.Text))
        {
            await InteractionErasure.EraseTextAsync(session, scope.Erasure, interaction, scope.Now);
            await index.RemoveAsync(session, SearchDocument.Interaction, interaction);
        }

        if (scope.Has(ErasedParts.Evidence))
            await InteractionErasure.EraseEvidenceAsync(session, scope.Erasure, interaction, scope.EvidenceBefore, scope.Now);
    }

    private static List<CustomerTrace> Traces(IEnumerable<Row> rows)
    {
        var traces = new List<CustomerTrace>();
        foreach (var row in rows)
        {
            var (id, phone) = InteractionCustomer.Of(row.Content);
            traces.Add(new(row.Id, row.AgentId, UtcTicks.ToTime(row.StartedAt), id, phone));
        }

        return traces;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string AgentId { get; init; } = "";

        public long StartedAt { get; init; }

        public byte[] Content { get; init; } = [];
    }
}
