using Qa.Grains.Storage;

namespace Qa.Grains.Bundles;

/// <summary>Reads what goes into a bundle, a page at a time.</summary>
internal static class BundleRows
{
    private const int PageSize = 200;

    public static IAsyncEnumerable<PublicationEntry> Publications(DatabaseSession session) => session.StreamAsync<PublicationEntry>(
        """
        SELECT p.number AS Number, p.record AS Record, p.hash AS Hash, p.recorded_at AS RecordedAt, p.standing AS Standing, p.approvals AS Approvals, p.draft AS Draft,
               r.reviewer AS Reviewer, r.reviewed_at AS ReviewedAt, r.accepted AS ReviewAccepted, r.note AS ReviewNote
        FROM publication p LEFT JOIN publication_review r ON r.publication = p.number ORDER BY p.number
        """);

    public static IAsyncEnumerable<VersionEntry> Versions(DatabaseSession session) => session.StreamAsync<VersionEntry>(
        """
        SELECT rule_set AS RuleSet, version AS Version, schema_name AS SchemaName, tree AS Tree, tree_hash AS TreeHash, source AS Source, source_hash AS SourceHash,
               created_at AS CreatedAt
        FROM rule_set_version ORDER BY rule_set, version
        """);

    /// <summary>The next interactions of a selection that have scorecards, in the order of their ids.</summary>
    public static Task<IReadOnlyList<string>> IdsAsync(DatabaseSession session, BundleSelection selection, string after)
    {
        var filter = Scorecards(selection);
        filter.Parameters.Add("after", after);
        return session.QueryAsync<string>(
            $"""
             SELECT DISTINCT s.interaction_id FROM scorecard s LEFT JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
             WHERE {filter.Where} AND s.interaction_id > @after ORDER BY s.interaction_id LIMIT {PageSize}
             """,
            filter.Parameters);
    }

    public static async Task<IReadOnlyList<InteractionEntry>> InteractionsAsync(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var filter = new SqlFilter().AndAny("id", ids);
        return await ErasureMarks.MarkAsync(session, await session.QueryAsync<InteractionEntry>(
            $"SELECT id AS Id, revision AS Revision, hash AS Hash, received_at AS ReceivedAt, content AS Content, erasure AS Erasure FROM interaction WHERE {filter.Where}", filter.Parameters));
    }

    public static async Task<IReadOnlyList<ScorecardEntry>> ScorecardsAsync(DatabaseSession session, BundleSelection selection, IReadOnlyList<string> ids)
    {
        var filter = Scorecards(selection).AndAny("s.interaction_id", ids);
        return await ErasureMarks.MarkAsync(session, await session.QueryAsync<ScorecardEntry>(
            $"""
             SELECT s.interaction_id AS Interaction, s.revision AS Revision, s.interaction_hash AS InteractionHash, s.rule_set AS RuleSet, s.version AS Version,
                    s.tree_hash AS TreeHash, s.publication_hash AS PublicationHash, s.schema_name AS SchemaName, s.task_id AS Task, s.lease AS Lease,
                    s.lease_starts_at AS LeaseStartsAt, s.lease_ends_at AS LeaseEndsAt, s.lease_reason AS LeaseReason, s.scored_at AS ScoredAt, s.body AS Body, s.hash AS Hash,
                    s.item_id AS Item, s.erasure AS Erasure
             FROM scorecard s LEFT JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
             WHERE {filter.Where} ORDER BY s.interaction_id, s.revision, s.rule_set, s.scored_at, s.task_id
             """,
            filter.Parameters));
    }

    private static SqlFilter Scorecards(BundleSelection selection) => new SqlFilter()
        .And("s.rule_set = @ruleSet", "ruleSet", selection.RuleSet)
        .AndPeriod("i.started_at", selection.From, selection.To);
}
