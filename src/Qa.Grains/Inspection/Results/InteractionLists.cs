using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>Interactions with what they came to, as lists and overviews show them: searched, filtered and paged in the database.</summary>
public sealed class InteractionLists(Database database)
{
    /// <summary>Up to which interactions are counted: who has more looks for them otherwise, and counting millions takes longer than reading a page.</summary>
    public const int MaximumCount = 10_000;

    // Only of the newest revision, and of each set only what it said last.
    private const string NewestResult =
        """
        s.interaction_id = i.id AND s.revision = i.revision
        AND NOT EXISTS (SELECT 1 FROM scorecard t WHERE t.interaction_id = s.interaction_id AND t.rule_set = s.rule_set AND t.revision = s.revision
                        AND (t.scored_at > s.scored_at OR (t.scored_at = s.scored_at AND (t.task_id > s.task_id OR (t.task_id = s.task_id AND t.item_id > s.item_id)))))
        """;

    private const string NewestRevision = "NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)";

    /// <summary>A page of a list, by the time at which the interactions began.</summary>
    /// <param name="skip">How many are before the page.</param>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<ListedInteraction>> ListAsync(InteractionFilter filter, bool newestFirst, int skip, int limit, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var conditions = ConditionsOf(session, filter);
            conditions.Parameters.AddDynamicParams(new { skip = (long)skip, limit = (long)limit });
            var order = newestFirst ? "DESC" : "ASC";
            var found = await session.QueryAsync<ListedInteraction>(
                $"""
                 SELECT id AS Id, revision AS Revision, channel AS Channel, business_line AS BusinessLine, agent_id AS AgentId, {session.JsonText("content", "agent", "name")} AS AgentName,
                        agent_group AS AgentGroup, started_at AS StartedAt
                 FROM interaction i WHERE {conditions.Where} ORDER BY started_at {order}, id {order} LIMIT @limit OFFSET @skip
                 """,
                conditions.Parameters, cancellation);
            var results = await ResultsAsync(session, found, cancellation);
            foreach (var each in found)
                each.Results = [.. results[(each.Id, each.Revision)]];
            return found;
        },
        cancellation);

    /// <summary>How many there are; <see cref="MaximumCount"/> stands for that many or more.</summary>
    public Task<int> CountAsync(InteractionFilter filter, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var conditions = ConditionsOf(session, filter);
            conditions.Parameters.Add("most", (long)MaximumCount);
            return (int)await session.QuerySingleAsync<long>($"SELECT count(*) FROM (SELECT 1 FROM interaction i WHERE {conditions.Where} LIMIT @most) counted", conditions.Parameters, cancellation);
        },
        cancellation);

    /// <summary>What the interactions of a period came to, agent by agent.</summary>
    // Grouped by an expression: by the column alone, SQLite walks through the agents of all time instead of the period.
    public Task<IReadOnlyList<AgentDay>> ByAgentAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QueryAsync<AgentDay>(
            $"""
             SELECT i.agent_id || '' AS AgentId, count(DISTINCT i.id) AS Interactions, count(s.task_id) AS Results, coalesce(sum(s.score), 0) AS ScoreSum,
                    coalesce(sum(s.passed), 0) AS Passed, coalesce(sum(s.vetoed), 0) AS Vetoed, coalesce(sum(s.needs_review), 0) AS NeedsReview
             FROM interaction i LEFT JOIN scorecard s ON {NewestResult}
             WHERE i.started_at >= @from AND i.started_at < @to AND {NewestRevision}
             GROUP BY i.agent_id || ''
             """,
            new { from = UtcTicks.Of(from), to = UtcTicks.Of(to) }, cancellation),
        cancellation);

    private static SqlFilter ConditionsOf(DatabaseSession session, InteractionFilter filter)
    {
        var conditions = new SqlFilter(NewestRevision)
            .AndPeriod("started_at", filter.From, filter.To)
            .And(session.StartsWith("id", "@id"), "id", filter.IdPrefix)
            .And("agent_id = @agent", "agent", filter.Agent)
            .And("agent_group = @agentGroup", "agentGroup", filter.AgentGroup)
            .And("channel = @channel", "channel", filter.Channel)
            .And("business_line = @businessLine", "businessLine", filter.BusinessLine)
            .And(session.IsAnyOf("agent_id", "@reach"), "reach", filter.Reach is { } reach ? session.Many(reach) : null);
        if (ResultConditionsOf(filter) is { Count: > 0 } ofResult)
        {
            conditions.And($"EXISTS (SELECT 1 FROM scorecard s WHERE {NewestResult} AND {string.Join(" AND ", ofResult)})");
            conditions.Parameters.AddDynamicParams(new { ruleSet = filter.RuleSet ?? "", scoreBelow = (double)(filter.ScoreBelow ?? 0) });
        }

        return filter.Result == ResultCondition.Unscored ? conditions.And("NOT EXISTS (SELECT 1 FROM scorecard s WHERE s.interaction_id = i.id AND s.revision = i.revision)") : conditions;
    }

    private static List<string> ResultConditionsOf(InteractionFilter filter)
    {
        var conditions = new List<string>();
        if (filter.RuleSet is not null)
            conditions.Add("s.rule_set = @ruleSet");
        if (filter.ScoreBelow is not null)
            conditions.Add("s.score < @scoreBelow");
        switch (filter.Result)
        {
            case ResultCondition.Vetoed: conditions.Add("s.vetoed = 1"); break;
            case ResultCondition.Failed: conditions.Add("s.passed = 0"); break;
            case ResultCondition.NeedsReview: conditions.Add("s.needs_review = 1"); break;
        }

        return conditions;
    }

    private static async Task<ILookup<(string Interaction, long Revision), ListedResult>> ResultsAsync(DatabaseSession session, IReadOnlyList<ListedInteraction> of, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<ListedResult>(
            $"""
             SELECT interaction_id AS Interaction, revision AS Revision, rule_set AS RuleSet, version AS Version, score AS Score, vetoed AS IsVetoed, passed AS HasPassed,
                    needs_review AS NeedsReview, scored_at AS ScoredAt
             FROM scorecard WHERE {session.IsAnyOf("interaction_id", "@ids")} ORDER BY rule_set, scored_at, task_id, item_id
             """,
            new { ids = session.Many(of.Select(static each => each.Id)) }, cancellation);
        return found.GroupBy(static each => (each.Interaction, each.Revision, each.RuleSet)).Select(static group => group.Last()).ToLookup(static each => (each.Interaction, each.Revision));
    }
}
