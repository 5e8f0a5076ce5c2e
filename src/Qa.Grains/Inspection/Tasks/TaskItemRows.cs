using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Items of tasks as rows: their making, and what people do with them. Workers' part is in <c>ClaimRows</c>.</summary>
internal static class TaskItemRows
{
    public const long Waiting = 0;
    public const long Claimed = 1;
    public const long Scored = 2;
    public const long SetAside = 3;
    public const long Cancelled = 4;

    private static readonly string[] Columns = ["task_id", "interaction_id", "revision", "state", "attempts"];
    private static readonly string[] Key = ["task_id", "interaction_id", "revision"];

    public static async Task<long> AddAsync(DatabaseSession session, long task, IReadOnlyList<(string Interaction, long Revision)> items)
    {
        var added = await session.InsertManyAsync(
            "task_item", Columns, Key, [.. items.Select(item => new object?[] { task, item.Interaction, item.Revision, Waiting, 0L })]);
        return added.Count(static one => one);
    }

    /// <summary>An item that was scored elsewhere.</summary>
    /// <returns>Its id.</returns>
    public static Task<long> AddScoredAsync(DatabaseSession session, long task, string interaction, long revision) => session.QuerySingleAsync<long>(
        """
        INSERT INTO task_item (task_id, interaction_id, revision, state, owner, claimed_until, attempts, fault)
        VALUES (@task, @interaction, @revision, 2, NULL, NULL, 1, NULL) RETURNING id
        """,
        new { task, interaction, revision });

    /// <summary>Items that were set aside, in the order of the task.</summary>
    public static Task<IReadOnlyList<SetAsideItem>> ListSetAsideAsync(DatabaseSession session, long task, int limit) => session.QueryAsync<SetAsideItem>(
        """
        SELECT interaction_id AS Interaction, revision AS Revision, attempts AS Attempts, fault AS Fault
        FROM task_item WHERE task_id = @task AND state = 3 ORDER BY id LIMIT @limit
        """,
        new { task, limit });

    /// <returns>How many wait again.</returns>
    public static Task<int> RetryAsync(DatabaseSession session, long task) =>
        session.ExecuteAsync("UPDATE task_item SET state = 0, attempts = 0, owner = NULL WHERE task_id = @task AND state = 3", new { task });

    public static Task<int> CancelAsync(DatabaseSession session, long task) =>
        session.ExecuteAsync("UPDATE task_item SET state = 4, owner = NULL WHERE task_id = @task AND state < 2", new { task });
}
