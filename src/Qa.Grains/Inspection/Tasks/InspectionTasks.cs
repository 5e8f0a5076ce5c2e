using Qa.Grains.Auditing;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Interactions;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Inspection tasks (质检任务): making them, and what people do with them.</summary>
public sealed class InspectionTasks
{
    // Interactions of one page of filling: a fraction of a second of work.
    private const int PageSize = 5_000;

    private static readonly string[] Channels = [.. Enum.GetValues<Channel>().Select(InteractionRows.NameOf)];

    // Ids that an error names.
    private const int MaximumNamed = 5;

    private readonly Database _database;
    private readonly CompiledVersions _versions;
    private readonly IGrainFactory _grains;
    private readonly WorkSignal _work;
    private readonly TimeProvider _time;

    internal InspectionTasks(Database database, CompiledVersions versions, IGrainFactory grains, WorkSignal work, TimeProvider time) =>
        (_database, _versions, _grains, _work, _time) = (database, versions, grains, work, time);

    /// <summary>Makes a task. With its set online it pins the version in force at once; offline it waits, and pins when it starts.</summary>
    public async Task<Answer<TaskProgress>> CreateAsync(TaskOrder order)
    {
        if (order.Title.Length > TaskOrder.MaximumTitle)
            return Refusal.Of(RefusalKind.InvalidRequest, Invariant($"a title of {order.Title.Length} characters; expected at most {TaskOrder.MaximumTitle}"));
        if (order.Selection is not null && !order.Interactions.IsEmpty)
            return Refusal.Of(RefusalKind.InvalidRequest, "both a selection and a list of interactions; expected one of the two");
        if (order.Selection is null && order.Interactions.IsEmpty)
            return Refusal.Of(RefusalKind.InvalidRequest, "neither a selection nor a list with an interaction; expected one of the two");
        if (order.Selection?.Channels.FirstOrDefault(static channel => !Channels.Contains(channel)) is { } unknownChannel)
            return Refusal.Of(RefusalKind.InvalidRequest, $"the channel '{unknownChannel}'; expected {string.Join(", ", Channels)}");
        if (order.Interactions.Length > TaskOrder.MaximumList)
            return Refusal.Of(RefusalKind.TooMany, Invariant($"{order.Interactions.Length} interactions; expected at most {TaskOrder.MaximumList}, or a selection"));
        var created = await _database.WriteAsync(session => CreateAsync(session, order));
        if (created.Value is { IsFilled: false } unfilled)
            await _grains.GetGrain<IInspectionTaskGrain>(unfilled.Id).FillAsync();
        _work.Raise();
        return created;
    }

    public Task<TaskProgress?> FindAsync(long task) => _database.ReadAsync(session => TaskRows.FindAsync(session, task));

    /// <summary>The newest first.</summary>
    /// <param name="ruleSet">Only of this set; null for all.</param>
    /// <param name="before">Only tasks with a smaller id; null to begin with the newest.</param>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<TaskProgress>> ListAsync(string? ruleSet, long? before, int limit) =>
        _database.ReadAsync(session => TaskRows.ListAsync(session, ruleSet, before ?? long.MaxValue, limit));

    /// <summary>Items that could not be scored, with the reason.</summary>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<SetAsideItem>> ListSetAsideAsync(long task, int limit) =>
        _database.ReadAsync(session => TaskItemRows.ListSetAsideAsync(session, task, limit));

    public Task<IReadOnlyList<VersionLease>> ListLeasesAsync(long task) => _database.ReadAsync(session => LeaseRows.ReadAllAsync(session, task));

    internal Task<Answer<TaskProgress>> PauseAsync(long task, string actor) =>
        ChangeAsync(task, actor, "pause task", [TaskState.Running], session => TaskRows.SetStateAsync(session, task, TaskState.Paused, null));

    internal Task<Answer<TaskProgress>> ResumeAsync(long task, string actor) =>
        ChangeAsync(task, actor, "resume task", [TaskState.Paused], async session =>
        {
            await TaskRows.SetStateAsync(session, task, TaskState.Running, null);
            await TaskRows.FinishAsync(session, task, _time.GetUtcNow());
        });

    internal Task<Answer<TaskProgress>> CancelAsync(long task, string actor) =>
        ChangeAsync(task, actor, "cancel task", [TaskState.Running, TaskState.Paused], async session =>
        {
            await TaskItemRows.CancelAsync(session, task);
            await TaskRows.SetStateAsync(session, task, TaskState.Cancelled, _time.GetUtcNow());
        });

    internal Task<Answer<TaskProgress>> RetryAsync(long task, string actor) =>
        ChangeAsync(task, actor, "retry items of task", [TaskState.Running, TaskState.Paused, TaskState.Finished], async session =>
        {
            var count = await TaskItemRows.RetryAsync(session, task);
            await TaskRows.CountAsync(session, task, scored: 0, setAside: -count);
            if (count > 0 && await TaskRows.LockStateAsync(session, task) == TaskState.Finished)
                await TaskRows.SetStateAsync(session, task, TaskState.Running, null);
        });

    /// <summary>Adds the next page of a task's selection.</summary>
    /// <returns>Where it goes on; null when nothing is left.</returns>
    internal async Task<FillingPlace?> FillPageAsync(long task, FillingPlace place)
    {
        if (await FindAsync(task) is not { } progress)
            return null;
        var head = (await _database.ReadAsync(session => RuleSetRows.ReadAsync(session, progress.RuleSet)))!;
        var appliesTo = (await _versions.GetAsync(head.RuleSet, head.Version!.Value)).Tree.AppliesTo;
        var next = await _database.WriteAsync(async session =>
        {
            var state = await TaskRows.LockStateAsync(session, task);
            if (state is null or TaskState.Cancelled || await TaskRows.SelectionAsync(session, task) is not { } selection)
                return null;
            var page = await SelectionRows.ReadAsync(session, selection, appliesTo, place, PageSize);
            var added = await TaskItemRows.AddAsync(session, task, [.. page.Select(static one => (one.Id, one.Revision))]);
            await TaskRows.GrowAsync(session, task, added);
            if (page.Count == PageSize)
                return new FillingPlace(page[^1].StartedAt, page[^1].Id);
            await TaskRows.SetFilledAsync(session, task);
            await TaskRows.FinishAsync(session, task, _time.GetUtcNow());
            return null;
        });
        _work.Raise();
        return next;
    }

    internal static Refusal NoSuchTask(long task) => Refusal.Of(RefusalKind.NotFound, Invariant($"there is no task {task}"));

    private async Task<Answer<TaskProgress>> CreateAsync(DatabaseSession session, TaskOrder order)
    {
        var now = _time.GetUtcNow();
        if (await RuleSetRows.ReadAsync(session, order.RuleSet) is not { Version: not null } head)
            return Refusal.Of(RefusalKind.NotFound, $"there is no set '{order.RuleSet}' with a version");
        var wanted = order.Interactions.Distinct(StringComparer.Ordinal).ToList();
        var revisions = await SelectionRows.NewestRevisionsAsync(session, wanted);
        var unknown = wanted.Where(id => !revisions.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            return Refusal.Of(
                RefusalKind.NotFound,
                Invariant($"{unknown.Count} interactions are not stored: {string.Join(", ", unknown.Take(MaximumNamed))}{(unknown.Count > MaximumNamed ? ", …" : "")}"));
        }

        var task = await TaskRows.AddAsync(session, order.RuleSet, TaskKind.Batch, order.Title, order.Author, order.Selection, wanted.Count, now);
        await TaskItemRows.AddAsync(session, task, [.. wanted.Select(id => (id, revisions[id]))]);
        if (head.IsOnline)
            await LeaseRows.TakeAsync(session, task, head, now);
        await AuditRows.AddAsync(session, new(now, order.Author, "create task", Invariant($"task {task}")) { After = Invariant($"{wanted.Count} interactions by {order.RuleSet}") });
        return (await TaskRows.FindAsync(session, task))!;
    }

    private async Task<Answer<TaskProgress>> ChangeAsync(
        long task, string actor, string action, TaskState[] from, Func<DatabaseSession, Task> change)
    {
        var answer = await _database.WriteAsync<Answer<TaskProgress>>(async session =>
        {
            if (await TaskRows.LockStateAsync(session, task) is not { } state)
                return NoSuchTask(task);
            if (!from.Contains(state))
                return Refusal.Of(RefusalKind.Closed, Invariant($"task {task} is {TaskNames.Of(state)}; expected one that is {string.Join(" or ", from.Select(TaskNames.Of))}"));
            await change(session);
            var changed = (await TaskRows.FindAsync(session, task))!;
            await AuditRows.AddAsync(session, new(_time.GetUtcNow(), actor, action, Invariant($"task {task}")) { Before = TaskNames.Of(state), After = TaskNames.Of(changed.State) });
            return changed;
        });
        _work.Raise();
        return answer;
    }
}
