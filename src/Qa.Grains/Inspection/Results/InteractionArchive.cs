using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Results;

/// <summary>Stored interactions and their scorecards, for those who look something up.</summary>
public sealed class InteractionArchive(Database database)
{
    /// <param name="revision">Null for the newest.</param>
    public Task<StoredInteraction?> FindAsync(string id, long? revision = null) =>
        database.ReadAsync(session => InteractionRows.FindAsync(session, id, revision));

    /// <summary>All of an interaction, in the order in which they were made.</summary>
    public Task<IReadOnlyList<StoredScorecard>> ScorecardsAsync(string interaction) => database.ReadAsync(session => session.QueryAsync<StoredScorecard>(
        $"{StoredScorecardRows.Select} WHERE interaction_id = @interaction ORDER BY scored_at, task_id, item_id", new { interaction }));

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
