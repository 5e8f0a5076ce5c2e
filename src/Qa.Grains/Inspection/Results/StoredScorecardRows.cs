namespace Qa.Grains.Inspection.Results;

/// <summary>How stored scorecards are read.</summary>
internal static class StoredScorecardRows
{
    public const string Select =
        """
        SELECT task_id AS Task, item_id AS Item, interaction_id AS Interaction, revision AS Revision, interaction_hash AS InteractionHash, rule_set AS RuleSet,
               version AS Version, tree_hash AS TreeHash, publication_hash AS PublicationHash, schema_name AS SchemaName, lease AS Lease,
               lease_starts_at AS LeaseStartsAt, lease_ends_at AS LeaseEndsAt, lease_reason AS LeaseReason, scored_at AS ScoredAt, body AS Body, hash AS Hash, erasure AS Erasure
        FROM scorecard
        """;
}
