using System.Text.Json;
using Qa.Grains.Bundles;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Inspection.Work;

/// <summary>Scorecards as rows, each with all that computing it again needs; none is ever changed.</summary>
internal static class ScorecardRows
{
    private static readonly string[] Columns =
    [
        "task_id", "item_id", "interaction_id", "revision", "interaction_hash", "rule_set", "version", "tree_hash", "publication_hash", "schema_name", "lease",
        "lease_starts_at", "lease_ends_at", "lease_reason", "scored_at", "score", "vetoed", "passed", "needs_review", "body", "hash",
    ];

    public static Task AddAsync(DatabaseSession session, ClaimedBatch batch, IEnumerable<ScoredItem> scored) =>
        session.InsertManyAsync("scorecard", Columns, [], [.. scored.Select(one => Values(batch, one))]);

    /// <summary>A scorecard that was made in another installation.</summary>
    /// <param name="card">Its JSON.</param>
    public static Task AddStoredAsync(DatabaseSession session, long task, long item, ScorecardEntry entry, JsonElement card) => session.InsertManyAsync(
        "scorecard", Columns, [],
        [
            [
                task, item, entry.Interaction, entry.Revision, entry.InteractionHash, entry.RuleSet, entry.Version, entry.TreeHash, entry.PublicationHash, entry.SchemaName,
                entry.Lease, entry.LeaseStartsAt, entry.LeaseEndsAt, entry.LeaseReason, entry.ScoredAt, card.GetProperty("score").GetDouble(),
                Flag(card.GetProperty("vetoed").GetBoolean()), Flag(card.GetProperty("passed").GetBoolean()), Flag(card.GetProperty("needsReview").GetBoolean()),
                entry.Body, entry.Hash,
            ],
        ]);

    private static object?[] Values(ClaimedBatch batch, ScoredItem scored)
    {
        var (item, (lease, treeHash, publicationHash, _), scoredAt, scorecard, body, hash, _) = scored;
        return
        [
            batch.Task, item.Id, item.Interaction, item.Revision, item.Hash, batch.RuleSet, lease.Version, treeHash, publicationHash, NormTree.Schema, lease.Number,
            UtcTicks.Of(lease.StartsAt), UtcTicks.Of(lease.EndsAt), LeaseRows.NameOf(lease.Reason), UtcTicks.Of(scoredAt), (double)scorecard!.Score,
            Flag(scorecard.Vetoed), Flag(scorecard.Passed), Flag(scorecard.NeedsReview), body, hash,
        ];
    }

    private static long Flag(bool truth) => truth ? 1 : 0;
}
