using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Shadow;
using Qa.Grains.Storage;

namespace Qa.Grains.Erasure;

/// <summary>
/// Erases what interactions and scorecards hold of a customer, in the transaction of a session. Done twice it changes nothing more. Rows
/// and their hashes stay, so that chains hold and figures are what they were.
/// </summary>
public static class InteractionErasure
{
    /// <summary>Why an item is set aside that waited to be scored.</summary>
    public const string Fault = "the interaction was erased";

    /// <summary>Erases what was said, and the customer, of all revisions of an interaction.</summary>
    /// <param name="erasure">Its number.</param>
    public static async Task EraseTextAsync(DatabaseSession session, long erasure, string interaction, DateTimeOffset now)
    {
        // Before anything else, in the order of the indexer: whoever reads a text to search it has put it in its place, or reads what is left.
        await session.LockAsync(DatabaseLock.Search);

        // What a worker holds is scored by what it has read; without its claim nothing of that is stored.
        await SetAsideAsync(session, interaction, now);

        // A correction that came in while this waited for a row is another row.
        while (await RevisionsAsync(session, interaction) is { Count: > 0 } revisions)
        {
            foreach (var revision in revisions)
            {
                var left = ErasedContent.OfInteraction(revision.Content);
                await session.ExecuteAsync(
                    "UPDATE interaction SET content = @left, erasure = @erasure WHERE id = @interaction AND revision = @Revision",
                    new { left, erasure, interaction, revision.Revision });
                await ErasureRows.LeaveAsync(session, TombstoneKind.Interaction, interaction, Invariant($"{revision.Revision}"), revision.Hash, left, erasure, now);
            }
        }

        await ShadowResultRows.EraseAsync(session, interaction);

        // Of a conversation of this id that still goes on, what was kept so far; it has no hash that anything refers to.
        await session.ExecuteAsync("DELETE FROM live_turn WHERE interaction_id = @interaction", new { interaction });
        await session.ExecuteAsync("DELETE FROM search_pending WHERE kind = 'interaction' AND id = @interaction", new { interaction });
    }

    /// <summary>Erases the words that scorecards and alerts of an interaction quote.</summary>
    /// <param name="before">Only of what was scored, or raised, before; null for all.</param>
    /// <inheritdoc cref="EraseTextAsync" path="/param"/>
    public static async Task EraseEvidenceAsync(DatabaseSession session, long erasure, string interaction, DateTimeOffset? before, DateTimeOffset now)
    {
        var limit = before is { } time ? UtcTicks.Of(time) : long.MaxValue;
        var cards = await session.QueryAsync<CardRow>(
            $"""
             SELECT task_id AS Task, item_id AS Item, body AS Body, hash AS Hash FROM scorecard
             WHERE interaction_id = @interaction AND erasure IS NULL AND scored_at < @limit ORDER BY task_id, item_id{session.ForUpdate}
             """,
            new { interaction, limit });
        foreach (var card in cards)
        {
            var left = ErasedContent.OfScorecard(card.Body);
            await session.ExecuteAsync(
                "UPDATE scorecard SET body = @left, erasure = @erasure WHERE task_id = @Task AND item_id = @Item", new { left, erasure, card.Task, card.Item });
            await ErasureRows.LeaveAsync(session, TombstoneKind.Evidence, interaction, Invariant($"{card.Task}/{card.Item}"), card.Hash, left, erasure, now);
        }

        var alerts = await session.QueryAsync<long>(
            "UPDATE live_alert SET text = '' WHERE interaction_id = @interaction AND text <> '' AND raised_at < @limit RETURNING number", new { interaction, limit });
        foreach (var alert in alerts)
            await ErasureRows.LeaveAsync(session, TombstoneKind.Alert, interaction, Invariant($"{alert}"), null, null, erasure, now);
    }

    private static async Task SetAsideAsync(DatabaseSession session, string interaction, DateTimeOffset now)
    {
        var open = await session.QueryAsync<long>("SELECT DISTINCT task_id FROM task_item WHERE interaction_id = @interaction AND state < 2 ORDER BY task_id", new { interaction });
        foreach (var task in open)
        {
            var aside = await session.ExecuteAsync(
                "UPDATE task_item SET state = 3, owner = NULL, claimed_until = NULL, fault = @Fault WHERE task_id = @task AND interaction_id = @interaction AND state < 2",
                new { task, interaction, Fault });
            await TaskRows.CountAsync(session, task, scored: 0, setAside: aside);
            await TaskRows.FinishAsync(session, task, now);
        }
    }

    private static Task<IReadOnlyList<RevisionRow>> RevisionsAsync(DatabaseSession session, string interaction) => session.QueryAsync<RevisionRow>(
        $"SELECT revision AS Revision, content AS Content, hash AS Hash FROM interaction WHERE id = @interaction AND erasure IS NULL ORDER BY revision{session.ForUpdate}", new { interaction });

    private sealed class RevisionRow
    {
        public long Revision { get; init; }

        public byte[] Content { get; init; } = [];

        public string Hash { get; init; } = "";
    }

    private sealed class CardRow
    {
        public long Task { get; init; }

        public long Item { get; init; }

        public byte[] Body { get; init; } = [];

        public string Hash { get; init; } = "";
    }
}
