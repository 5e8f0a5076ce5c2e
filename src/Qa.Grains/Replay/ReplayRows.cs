using Qa.Grains.Erasure;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Replay;

/// <summary>Reads what is computed again, a page at a time.</summary>
internal static class ReplayRows
{
    public const int PageSize = 500;

    private const string NewestRevisions = "NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)";

    /// <returns>What the request names and is not there; null when all of it is.</returns>
    public static async Task<string?> MissingAsync(DatabaseSession session, ReplayRequest request)
    {
        if (request.RuleSet is { } set && await session.QuerySingleAsync<long>("SELECT count(*) FROM rule_set WHERE id = @set", new { set }) == 0)
            return $"set '{set}'";
        if (request.Task is { } task && await session.QuerySingleAsync<long>("SELECT count(*) FROM inspection_task WHERE id = @task", new { task }) == 0)
            return Invariant($"task {task}");

        // One that is no longer stored is still known by its scorecards.
        const string known = "SELECT (SELECT count(*) FROM interaction WHERE id = @one) + (SELECT count(*) FROM scorecard WHERE interaction_id = @one)";
        return request.Interaction is { } one && await session.QuerySingleAsync<long>(known, new { one }) == 0 ? $"interaction '{one}'" : null;
    }

    public static Task<long> CountScorecardsAsync(DatabaseSession session, ReplayRequest request)
    {
        var filter = Scorecards(request);
        var join = request.From is null && request.To is null ? "" : "LEFT JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision";
        return session.QuerySingleAsync<long>($"SELECT count(*) FROM scorecard s {join} WHERE {filter.Where}", filter.Parameters);
    }

    /// <summary>Scorecards with what they were made of, in the order of tasks and items.</summary>
    public static Task<IReadOnlyList<ReplayedScorecard>> ReadScorecardsAsync(DatabaseSession session, ReplayRequest request, (long Task, long Item) after)
    {
        var filter = Scorecards(request);
        filter.Parameters.AddDynamicParams(new { afterTask = after.Task, afterItem = after.Item });
        return session.QueryAsync<ReplayedScorecard>(
            $"""
             SELECT s.task_id AS Task, s.item_id AS Item, s.interaction_id AS Interaction, s.revision AS Revision, s.rule_set AS RuleSet, s.version AS Version,
                    s.schema_name AS SchemaName, s.tree_hash AS TreeHash, s.interaction_hash AS InteractionHash, s.publication_hash AS PublicationHash, s.scored_at AS ScoredAt, s.body AS Body, s.hash AS Hash, i.content AS Content,
                    i.erasure AS InteractionErasure, s.erasure AS EvidenceErasure,
                    {LeftHash("i", TombstoneKind.Interaction, "s.revision")} AS InteractionLeftHash,
                    {LeftHash("s", TombstoneKind.Evidence, "s.task_id", "s.item_id")} AS EvidenceLeftHash
             FROM scorecard s LEFT JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
             WHERE {filter.Where} AND s.task_id >= @afterTask AND (s.task_id > @afterTask OR s.item_id > @afterItem)
             ORDER BY s.task_id, s.item_id LIMIT {PageSize}
             """,
            filter.Parameters);
    }

    /// <param name="appliesTo">What must be for the interactions; none, or null, for all of them.</param>
    public static Task<long> CountInteractionsAsync(DatabaseSession session, ReplayRequest request, params ReadOnlySpan<AppliesTo?> appliesTo)
    {
        var filter = Interactions(request, appliesTo);
        return session.QuerySingleAsync<long>($"SELECT count(*) FROM interaction i WHERE {filter.Where}", filter.Parameters);
    }

    /// <summary>The newest revisions of a period's interactions, in the order in which they began.</summary>
    public static Task<IReadOnlyList<ComparedInteraction>> ReadInteractionsAsync(
        DatabaseSession session, ReplayRequest request, AppliesTo? appliesTo, (long StartedAt, string Id) after)
    {
        var filter = Interactions(request, appliesTo);
        filter.Parameters.AddDynamicParams(new { afterTime = after.StartedAt, afterId = after.Id });
        return ReadInteractionsAsync(
            session, request, filter, $"AND i.started_at >= @afterTime AND (i.started_at > @afterTime OR i.id > @afterId) ORDER BY i.started_at, i.id LIMIT {PageSize}");
    }

    /// <summary>Some of them, by their ids.</summary>
    public static Task<IReadOnlyList<ComparedInteraction>> ReadInteractionsAsync(DatabaseSession session, ReplayRequest request, IReadOnlyList<string> ids)
    {
        var filter = new SqlFilter(NewestRevisions, "i.erasure IS NULL").And(session.IsAnyOf("i.id", "@ids"), "ids", session.Many(ids));
        return ReadInteractionsAsync(session, request, filter, "ORDER BY i.started_at, i.id");
    }

    /// <summary>All of which a sample is drawn: without a baseline those that the set has scored.</summary>
    public static IAsyncEnumerable<ComparedInteraction> StreamInteractions(DatabaseSession session, ReplayRequest request, AppliesTo? appliesTo)
    {
        var filter = Interactions(request, appliesTo);
        if (request.Baseline is null)
            filter.And("EXISTS (SELECT 1 FROM scorecard s WHERE s.interaction_id = i.id AND s.rule_set = @ruleSet)", "ruleSet", request.RuleSet);
        return session.StreamAsync<ComparedInteraction>($"SELECT i.id AS Id, i.started_at AS StartedAt FROM interaction i WHERE {filter.Where}", filter.Parameters);
    }

    private static Task<IReadOnlyList<ComparedInteraction>> ReadInteractionsAsync(DatabaseSession session, ReplayRequest request, SqlFilter filter, string end)
    {
        // Which version scored it last matters only where the versions are not given.
        var version = request.Baseline is null
            ? "(SELECT s.version FROM scorecard s WHERE s.interaction_id = i.id AND s.rule_set = @ruleSet ORDER BY s.scored_at DESC LIMIT 1)"
            : "@baseline";
        filter.Parameters.AddDynamicParams(new { ruleSet = request.RuleSet, baseline = request.Baseline });
        return session.QueryAsync<ComparedInteraction>(
            $"SELECT i.id AS Id, i.started_at AS StartedAt, i.agent_id AS Agent, i.agent_group AS AgentGroup, i.content AS Content, {version} AS Version FROM interaction i WHERE {filter.Where} {end}",
            filter.Parameters);
    }

    // What stands where something was erased is held against its tombstone; of the many that are whole, none is looked for.
    private static string LeftHash(string erased, string kind, params ReadOnlySpan<string> part) =>
        $"""
         CASE WHEN {erased}.erasure IS NULL THEN NULL ELSE
             (SELECT t.left_hash FROM tombstone t WHERE t.kind = '{kind}' AND t.interaction_id = s.interaction_id AND t.part = {string.Join(" || '/' || ", Texts(part))}) END
         """;

    private static string[] Texts(ReadOnlySpan<string> columns)
    {
        var texts = new string[columns.Length];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = $"CAST({columns[index]} AS TEXT)";
        return texts;
    }

    private static SqlFilter Scorecards(ReplayRequest request) => new SqlFilter()
        .And("s.rule_set = @ruleSet", "ruleSet", request.RuleSet)
        .And("s.interaction_id = @interaction", "interaction", request.Interaction)
        .And("s.task_id = @task", "task", request.Task)
        .AndPeriod("i.started_at", request.From, request.To);

    private static SqlFilter Interactions(ReplayRequest request, params ReadOnlySpan<AppliesTo?> appliesTo)
    {
        var filter = new SqlFilter(NewestRevisions, "i.erasure IS NULL")
            .And("i.id = @interaction", "interaction", request.Interaction)
            .AndPeriod("i.started_at", request.From, request.To);
        foreach (var each in appliesTo)
        {
            if (each is not null)
                filter.AndAny("i.channel", [.. each.Channels.Select(InteractionRows.NameOf)]).AndAny("i.business_line", each.BusinessLines).AndAny("i.agent_group", each.AgentGroups);
        }

        return filter;
    }
}
