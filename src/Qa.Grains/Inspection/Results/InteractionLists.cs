using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>Interactions with what they came to, as lists and overviews show them: searched, filtered and paged in the database.</summary>
public sealed class InteractionLists(Database database)
{
    /// <summary>Up to which interactions are counted: who has more looks for them otherwise, and counting millions takes longer than reading a page.</summary>
    public const int MaximumCount = 10_000;

    private const string NewestRevision = "NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)";

    // By which a result belongs to an interaction's newest revision; the time leads to its row.
    private const string OfSameRevision = "r.started_at = i.started_at AND r.interaction_id = i.id AND r.revision = i.revision";

    /// <summary>A page of a list, by the time at which the interactions began.</summary>
    /// <param name="skip">How many are before the page.</param>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<ListedInteraction>> ListAsync(InteractionFilter filter, bool newestFirst, int skip, int limit, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var (from, conditions) = RowsOf(session, filter);
            conditions.Parameters.AddDynamicParams(new { skip = (long)skip, limit = (long)limit });
            var order = newestFirst ? "DESC" : "ASC";
            var found = await session.QueryAsync<ListedInteraction>(
                $"""
                 SELECT i.id AS Id, i.revision AS Revision, i.channel AS Channel, i.business_line AS BusinessLine, i.agent_id AS AgentId,
                        {session.JsonText("i.content", "agent", "name")} AS AgentName, i.agent_group AS AgentGroup, i.started_at AS StartedAt
                 FROM {from.Tables} WHERE {conditions.Where} ORDER BY {from.Time} {order}, {from.Id} {order} LIMIT @limit OFFSET @skip
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
            var (from, conditions) = RowsOf(session, filter);
            conditions.Parameters.Add("most", (long)MaximumCount);
            return (int)await session.QuerySingleAsync<long>($"SELECT count(*) FROM (SELECT 1 FROM {from.Tables} WHERE {conditions.Where} LIMIT @most) counted", conditions.Parameters, cancellation);
        },
        cancellation);

    /// <summary>What the interactions of a period came to, agent by agent.</summary>
    // Grouped by an expression: by the column alone, SQLite walks through the agents of all time instead of the period.
    public Task<IReadOnlyList<AgentDay>> ByAgentAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QueryAsync<AgentDay>(
            $"""
             SELECT i.agent_id || '' AS AgentId, count(DISTINCT i.id) AS Interactions, count(r.task_id) AS Results, coalesce(sum(r.score), 0) AS ScoreSum,
                    coalesce(sum(r.passed), 0) AS Passed, coalesce(sum(r.vetoed), 0) AS Vetoed, coalesce(sum(r.needs_review), 0) AS NeedsReview
             FROM interaction i LEFT JOIN newest_result r ON {OfSameRevision}
             WHERE i.started_at >= @from AND i.started_at < @to AND {NewestRevision}
             GROUP BY i.agent_id || ''
             """,
            new { from = UtcTicks.Of(from), to = UtcTicks.Of(to) }, cancellation),
        cancellation);

    // Where results are asked for, the rows of results lead, which are found by what they came to; else those of interactions.
    private static (Source From, SqlFilter Conditions) RowsOf(DatabaseSession session, InteractionFilter filter)
    {
        var from = Source.Of(session, filter);
        var conditions = new SqlFilter(NewestRevision)
            .AndPeriod(from.Time, filter.From, filter.To)
            .And(session.StartsWith(from.Id, "@id"), "id", filter.IdPrefix)
            .And($"{from.Alias}.agent_id = @agent", "agent", filter.Agent)
            .And($"{from.Alias}.agent_group = @agentGroup", "agentGroup", filter.AgentGroup)
            .And($"{from.Alias}.channel = @channel", "channel", filter.Channel)
            .And($"{from.Alias}.business_line = @businessLine", "businessLine", filter.BusinessLine)
            .And(session.IsAnyOf($"{from.Alias}.agent_id", "@reach"), "reach", filter.Reach is { } reach ? session.Many(reach) : null);
        if (from.IsOfResults)
            return (from, AndResult(conditions, filter));

        // What no set has scored has neither a set nor a score.
        return (from, filter is { RuleSet: not null } or { Version: not null } or { ScoreBelow: not null } ? conditions.And("1 = 0") : conditions);
    }

    private static SqlFilter AndResult(SqlFilter conditions, InteractionFilter filter)
    {
        conditions.And("r.rule_set = @ruleSet", "ruleSet", filter.RuleSet).And(IsSought("r"));
        if (filter.Version is { } version)
            conditions.Parameters.Add("version", version);
        if (filter.ScoreBelow is { } below)
            conditions.Parameters.Add("scoreBelow", (double)below);

        // An interaction that several sets found so is shown once.
        return filter.RuleSet is null
            ? conditions.And($"NOT EXISTS (SELECT 1 FROM newest_result o WHERE o.started_at = r.started_at AND o.interaction_id = r.interaction_id AND o.rule_set < r.rule_set AND o.revision = r.revision AND {IsSought("o")})")
            : conditions;

        string IsSought(string row) => string.Join(" AND ", [FlagOf(filter.Result) is { } flag ? $"{row}.{flag}" : "1 = 1", filter.ScoreBelow is null ? "1 = 1" : $"{row}.score < @scoreBelow", filter.Version is null ? "1 = 1" : $"{row}.version = @version"]);
    }

    private static string? FlagOf(ResultCondition? result) => result switch
    {
        ResultCondition.Vetoed => "vetoed = 1",
        ResultCondition.Failed => "passed = 0",
        ResultCondition.NeedsReview => "needs_review = 1",
        _ => null,
    };

    private static async Task<ILookup<(string Interaction, long Revision), ListedResult>> ResultsAsync(DatabaseSession session, IReadOnlyList<ListedInteraction> of, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<ListedResult>(
            $"""
             SELECT r.interaction_id AS Interaction, r.revision AS Revision, r.rule_set AS RuleSet, r.version AS Version, r.score AS Score, r.vetoed AS IsVetoed, r.passed AS HasPassed,
                    r.needs_review AS NeedsReview, r.scored_at AS ScoredAt
             FROM interaction i JOIN newest_result r ON {OfSameRevision} WHERE {session.IsAnyOf("i.id", "@ids")} ORDER BY r.interaction_id, r.rule_set
             """,
            new { ids = session.Many(of.Select(static each => each.Id)) }, cancellation);
        return found.ToLookup(static each => (each.Interaction, each.Revision));
    }

    // Where rows are taken from. SQLite, which has no figures of its own to choose an index by, is told one.
    private sealed record Source(string Tables, string Alias, string Id, bool IsOfResults)
    {
        // So few have fewer interactions than there are results of any kind.
        private const int FewAgents = 12;

        public string Time => Alias + ".started_at";

        public static Source Of(DatabaseSession session, InteractionFilter filter) => filter switch
        {
            { AsksForResults: false } => new("interaction i", "i", "i.id", false),
            { Result: ResultCondition.Unscored } => new("unscored_interaction u JOIN interaction i ON i.id = u.interaction_id AND i.revision = u.revision", "u", "u.interaction_id", false),
            { Agent: not null } or { Reach.Count: <= FewAgents } => ByInteractions(session, "interaction_agent"),
            { RuleSet: not null, Version: not null } => ByResults(session, "newest_result_version"),
            { Result: ResultCondition.Vetoed } => ByResults(session, "newest_result_vetoed"),
            { Result: ResultCondition.Failed } => ByResults(session, "newest_result_failed"),
            { Result: ResultCondition.NeedsReview } => ByResults(session, "newest_result_review"),
            { RuleSet: not null } => ByResults(session, "newest_result_set"),
            _ => ByResults(session, null), // which are in the order of time themselves
        };

        private static Source ByInteractions(DatabaseSession session, string index) => new($"interaction i{session.LedBy(index)} JOIN newest_result r ON {OfSameRevision}", "i", "i.id", true);

        // Not by the time, too: PostgreSQL would take the three for independent, expect next to no rows, and read both tables whole.
        private static Source ByResults(DatabaseSession session, string? index) =>
            new($"newest_result r{(index is null ? "" : session.LedBy(index))} JOIN interaction i ON i.id = r.interaction_id AND i.revision = r.revision", "r", "r.interaction_id", true);
    }
}
