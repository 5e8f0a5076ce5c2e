using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>Stored interactions and their scorecards, for those who look something up.</summary>
public sealed class InteractionArchive(Database database)
{
    /// <param name="revision">Null for the newest.</param>
    public Task<StoredInteraction?> FindAsync(string id, long? revision = null) =>
        database.ReadAsync(session => InteractionRows.FindAsync(session, id, revision));

    /// <summary>The newest revisions of interactions, by their ids; nothing of what was erased, nor of what is not there.</summary>
    public Task<IReadOnlyList<StoredInteraction>> NewestAsync(IEnumerable<string> ids, CancellationToken cancellation = default) => database.ReadAsync(
        session => session.QueryAsync<StoredInteraction>(
            $"""
             SELECT id AS Id, revision AS Revision, content AS Content, hash AS Hash, received_at AS ReceivedAt FROM interaction i
             WHERE {session.IsAnyOf("id", "@ids")} AND erasure IS NULL AND NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision)
             """,
            new { ids = session.Many(ids) }, cancellation),
        cancellation);

    /// <summary>All of an interaction, in the order in which they were made.</summary>
    public Task<IReadOnlyList<StoredScorecard>> ScorecardsAsync(string interaction) => database.ReadAsync(session => session.QueryAsync<StoredScorecard>(
        $"{StoredScorecardRows.Select} WHERE interaction_id = @interaction ORDER BY scored_at, task_id, item_id", new { interaction }));

    /// <summary>What each set said last of interactions, by their ids: of the newest revision of each.</summary>
    public Task<IReadOnlyList<StoredScorecard>> NewestScorecardsAsync(IEnumerable<string> interactions) => database.ReadAsync(session => session.QueryAsync<StoredScorecard>(
        $"""
         {StoredScorecardRows.Select} s WHERE {session.IsAnyOf("interaction_id", "@interactions")}
         AND EXISTS (SELECT 1 FROM interaction i JOIN newest_result r ON r.started_at = i.started_at AND r.interaction_id = i.id AND r.revision = i.revision
                     WHERE i.id = s.interaction_id AND i.revision = s.revision AND NOT EXISTS (SELECT 1 FROM interaction n WHERE n.id = i.id AND n.revision > i.revision) AND r.rule_set = s.rule_set AND r.task_id = s.task_id AND r.item_id = s.item_id)
         ORDER BY interaction_id, rule_set
         """,
        new { interactions = session.Many(interactions) }));

    /// <summary>Scorecards of a task in the order of its items: the next ones after an item.</summary>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<StoredScorecard>> TaskScorecardsAsync(long task, long afterItem, int limit) =>
        database.ReadAsync(session => session.QueryAsync<StoredScorecard>(
            $"{StoredScorecardRows.Select} WHERE task_id = @task AND item_id > @afterItem ORDER BY item_id LIMIT @limit", new { task, afterItem, limit }));

    /// <summary>What the scorecards of a task come to.</summary>
    public async Task<TaskResults> TaskResultsAsync(long task) => (await database.ReadAsync(session => session.QuerySingleAsync<TaskResults>(
        """
        SELECT count(*) AS Count, coalesce(avg(score), 0) AS MeanScore, coalesce(sum(passed), 0) AS Passed, coalesce(sum(vetoed), 0) AS Vetoed,
               coalesce(sum(needs_review), 0) AS NeedsReview
        FROM scorecard WHERE task_id = @task
        """,
        new { task })))!;
}
