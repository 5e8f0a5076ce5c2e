using System.Globalization;
using System.Text.Json;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Inspection tasks as rows, with running totals of their items.</summary>
internal static class TaskRows
{
    private const string Select =
        """
        SELECT t.id AS Id, t.rule_set AS RuleSet, t.kind AS Kind, t.title AS Title, t.created_by AS CreatedBy, t.created_at AS CreatedAt, t.state AS State,
               t.total AS Total, t.scored AS Scored, t.set_aside AS SetAside, t.is_filled AS IsFilled, t.finished_at AS FinishedAt, r.state AS SetState
        FROM inspection_task t JOIN rule_set r ON r.id = t.rule_set
        """;

    public static Task<long> AddAsync(
        DatabaseSession session, string ruleSet, TaskKind kind, string title, string author, TaskSelection? selection, long total, DateTimeOffset now) =>
        session.QuerySingleAsync<long>(
            """
            INSERT INTO inspection_task (rule_set, kind, intake_key, title, created_by, created_at, state, total, scored, set_aside, selection, is_filled, finished_at)
            VALUES (@ruleSet, @kind, NULL, @title, @author, @now, 'running', @total, 0, 0, @selection, @isFilled, NULL) RETURNING id
            """,
            new
            {
                ruleSet, kind = TaskNames.Of(kind), title, author, now = UtcTicks.Of(now), total,
                selection = selection is null ? null : JsonSerializer.Serialize(selection), isFilled = selection is null ? 1L : 0L,
            });

    /// <summary>
    /// The task that collects what arrives for a set now, with room for <paramref name="count"/> more. What arrives while the
    /// set is offline has one of its own, which starts when the set is online again, with what is in force then.
    /// </summary>
    public static Task<long> IntakeAsync(DatabaseSession session, RuleSetHead head, long count, DateTimeOffset now) => session.QuerySingleAsync<long>(
        """
        INSERT INTO inspection_task (rule_set, kind, intake_key, title, created_by, created_at, state, total, scored, set_aside, selection, is_filled, finished_at)
        VALUES (@RuleSet, 'intake', @key, @title, 'intake', @ticks, 'running', @count, 0, 0, NULL, 1, NULL)
        ON CONFLICT (intake_key) DO UPDATE SET
            total = inspection_task.total + @count,
            state = CASE inspection_task.state WHEN 'finished' THEN 'running' ELSE inspection_task.state END,
            finished_at = NULL
        RETURNING id
        """,
        new { head.RuleSet, key = IntakeKey(head, now), title = Invariant($"{now.UtcDateTime:yyyy-MM-dd}"), ticks = UtcTicks.Of(now), count });

    /// <summary>What tells one intake task from another: another day, publication or stay offline has another task.</summary>
    public static string IntakeKey(RuleSetHead head, DateTimeOffset now)
    {
        var standing = head.IsOnline ? "online" : $"offline since {UtcTicks.ToText(head.StateSince)}";
        return string.Create(CultureInfo.InvariantCulture, $"{head.RuleSet} {head.Publication} {now.UtcDateTime:yyyy-MM-dd} {standing}");
    }

    public static async Task<TaskProgress?> FindAsync(DatabaseSession session, long task) =>
        await session.QuerySingleAsync<Row>($"{Select} WHERE t.id = @task", new { task }) is { } row
            ? row.ToProgress(await LeaseRows.NewestAsync(session, task))
            : null;

    /// <summary>The newest first, without live ones, of which every conversation has its own.</summary>
    public static async Task<IReadOnlyList<TaskProgress>> ListAsync(DatabaseSession session, string? ruleSet, long before, int limit)
    {
        var rows = await session.QueryAsync<Row>(
            $"{Select} WHERE t.id < @before AND t.kind <> 'live' AND (CAST(@ruleSet AS TEXT) IS NULL OR t.rule_set = @ruleSet) ORDER BY t.id DESC LIMIT @limit",
            new { ruleSet, before, limit });
        var tasks = new List<TaskProgress>();
        foreach (var row in rows)
            tasks.Add(row.ToProgress(await LeaseRows.NewestAsync(session, row.Id)));
        return tasks;
    }

    public static async Task<TaskState?> LockStateAsync(DatabaseSession session, long task) =>
        await session.QuerySingleAsync<string>($"SELECT state FROM inspection_task WHERE id = @task{session.ForUpdate}", new { task }) is { } state
            ? TaskNames.StateOf(state)
            : null;

    public static Task SetStateAsync(DatabaseSession session, long task, TaskState state, DateTimeOffset? finishedAt) => session.ExecuteAsync(
        "UPDATE inspection_task SET state = @state, finished_at = @at WHERE id = @task",
        new { task, state = TaskNames.Of(state), at = finishedAt is { } at ? UtcTicks.Of(at) : (long?)null });

    public static Task CountAsync(DatabaseSession session, long task, long scored, long setAside) => session.ExecuteAsync(
        "UPDATE inspection_task SET scored = scored + @scored, set_aside = set_aside + @setAside WHERE id = @task", new { task, scored, setAside });

    public static Task GrowAsync(DatabaseSession session, long task, long count) =>
        session.ExecuteAsync("UPDATE inspection_task SET total = total + @count WHERE id = @task", new { task, count });

    public static Task SetFilledAsync(DatabaseSession session, long task) =>
        session.ExecuteAsync("UPDATE inspection_task SET is_filled = 1 WHERE id = @task", new { task });

    /// <summary>Ends a task whose items are all done and to which no more come; an intake task only when its time is over.</summary>
    public static Task FinishAsync(DatabaseSession session, long task, DateTimeOffset now) => session.ExecuteAsync(
        """
        UPDATE inspection_task SET state = 'finished', finished_at = @now
        WHERE id = @task AND state = 'running' AND is_filled = 1 AND kind <> 'intake' AND scored + set_aside = total
        """,
        new { task, now = UtcTicks.Of(now) });

    public static async Task<TaskSelection?> SelectionAsync(DatabaseSession session, long task) =>
        await session.QuerySingleAsync<string>("SELECT selection FROM inspection_task WHERE id = @task AND is_filled = 0", new { task }) is { } selection
            ? JsonSerializer.Deserialize<TaskSelection>(selection)
            : null;

    /// <summary>Tasks that are not filled and not cancelled.</summary>
    public static Task<IReadOnlyList<long>> UnfilledAsync(DatabaseSession session) =>
        session.QueryAsync<long>("SELECT id FROM inspection_task WHERE is_filled = 0 AND state IN ('running', 'paused')");

    /// <summary>Ends intake tasks to which nothing can come any more, and whose items are all done.</summary>
    public static async Task FinishIntakeAsync(DatabaseSession session, IEnumerable<RuleSetHead> heads, DateTimeOffset now)
    {
        var current = heads.Select(head => IntakeKey(head, now)).ToHashSet(StringComparer.Ordinal);
        var done = await session.QueryAsync<IntakeRow>(
            "SELECT id AS Id, intake_key AS Key FROM inspection_task WHERE kind = 'intake' AND state = 'running' AND scored + set_aside = total");
        foreach (var task in done.Where(task => !current.Contains(task.Key)))
        {
            await session.ExecuteAsync(
                "UPDATE inspection_task SET state = 'finished', finished_at = @now WHERE id = @Id AND state = 'running' AND scored + set_aside = total",
                new { task.Id, now = UtcTicks.Of(now) });
        }
    }

    private sealed class IntakeRow
    {
        public long Id { get; init; }

        public string Key { get; init; } = "";
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public string RuleSet { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public long CreatedAt { get; init; }

        public string State { get; init; } = "";

        public long Total { get; init; }

        public long Scored { get; init; }

        public long SetAside { get; init; }

        public long IsFilled { get; init; }

        public long? FinishedAt { get; init; }

        public string SetState { get; init; } = "";

        public TaskProgress ToProgress(VersionLease? lease)
        {
            var state = TaskNames.StateOf(State);
            return new(
                Id, RuleSet, TaskNames.KindOf(Kind), Title, CreatedBy, UtcTicks.ToTime(CreatedAt), state, state == TaskState.Running && SetState != "online",
                IsFilled == 1, Total, Scored, SetAside, FinishedAt is { } at ? UtcTicks.ToTime(at) : null, lease);
        }
    }
}
