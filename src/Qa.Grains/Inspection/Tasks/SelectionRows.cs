using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Finds the interactions of a selection, a page at a time, in the order in which they began. What was erased cannot be scored, and is not among them.</summary>
internal static class SelectionRows
{
    // Ids of one statement; both databases take many more.
    private const int IdsAtOnce = 500;

    /// <summary>The newest revision of each interaction that is stored.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> NewestRevisionsAsync(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var revisions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(IdsAtOnce))
        {
            var filter = new SqlFilter().AndAny("id", some);
            foreach (var newest in await session.QueryAsync<SelectedInteraction>($"SELECT id AS Id, max(revision) AS Revision FROM interaction WHERE {filter.Where} AND erasure IS NULL GROUP BY id", filter.Parameters))
                revisions.Add(newest.Id, newest.Revision);
        }

        return revisions;
    }

    /// <summary>The next interactions after a place in the order.</summary>
    /// <param name="appliesTo">What the set is for: others are not among them.</param>
    public static Task<IReadOnlyList<SelectedInteraction>> ReadAsync(
        DatabaseSession session, TaskSelection selection, AppliesTo appliesTo, FillingPlace after, int limit)
    {
        var filter = new SqlFilter("(started_at > @afterTime OR (started_at = @afterTime AND id > @afterId))", "started_at >= @afterTime")
            .AndPeriod("started_at", selection.From, selection.To)
            .AndAny("channel", selection.Channels)
            .AndAny("business_line", selection.BusinessLines)
            .AndAny("agent_group", selection.AgentGroups)
            .AndAny("agent_id", selection.Agents)
            .AndAny("channel", [.. appliesTo.Channels.Select(InteractionRows.NameOf)])
            .AndAny("business_line", appliesTo.BusinessLines)
            .AndAny("agent_group", appliesTo.AgentGroups);
        filter.Parameters.AddDynamicParams(new { afterTime = after.StartedAt, afterId = after.Id, limit });
        return session.QueryAsync<SelectedInteraction>(
            $"""
             SELECT id AS Id, revision AS Revision, started_at AS StartedAt FROM interaction i
             WHERE {filter.Where} AND erasure IS NULL AND NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)
             ORDER BY started_at, id LIMIT @limit
             """,
            filter.Parameters);
    }
}
