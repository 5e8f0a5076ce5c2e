using Dapper;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Finds the interactions of a selection, a page at a time, in the order in which they began.</summary>
internal static class SelectionRows
{
    /// <summary>The next interactions after a place in the order.</summary>
    public static Task<IReadOnlyList<SelectedInteraction>> ReadAsync(
        DatabaseSession session, TaskSelection selection, FillingPlace after, int limit)
    {
        var parameters = new DynamicParameters(new { afterTime = after.StartedAt, afterId = after.Id, limit });
        var where = new List<string> { "(started_at > @afterTime OR (started_at = @afterTime AND id > @afterId))", "started_at >= @afterTime" };
        if (selection.From is { } from)
            Add("started_at >= @from", "from", UtcTicks.Of(from));
        if (selection.To is { } to)
            Add("started_at < @to", "to", UtcTicks.Of(to));
        AddAny("channel", selection.Channels);
        AddAny("business_line", selection.BusinessLines);
        AddAny("agent_group", selection.AgentGroups);
        AddAny("agent_id", selection.Agents);
        return session.QueryAsync<SelectedInteraction>(
            $"""
             SELECT id AS Id, revision AS Revision, started_at AS StartedAt FROM interaction i
             WHERE {string.Join(" AND ", where)} AND NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)
             ORDER BY started_at, id LIMIT @limit
             """,
            parameters);

        void Add(string condition, string name, object value)
        {
            where.Add(condition);
            parameters.Add(name, value);
        }

        void AddAny(string column, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                where.Add($"{column} IN ({string.Join(", ", values.Select((value, index) => Named($"{column}{index}", value)))})");
        }

        string Named(string name, string value)
        {
            parameters.Add(name, value);
            return "@" + name;
        }
    }
}
