using Microsoft.Extensions.Logging;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Storage;

namespace Qa.Grains.Shadow;

/// <inheritdoc cref="IShadowGrain"/>
internal sealed partial class ShadowGrain(
    ShadowStore store, Database database, DraftPreview previews, IEnumerable<IShadowListener> listeners, TimeProvider time, ILogger<ShadowGrain> logger) : Grain, IShadowGrain, IRemindable, IDisposable
{
    private const string FollowReminder = "follow";

    // A reminder brings the run back where no activation is, and has it look after its draft.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FollowPeriod = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private ShadowFollower? _follower;
    private IGrainTimer? _timer;

    private Guid Id => this.GetPrimaryKey();

    private ShadowFollower Follower => _follower ??= new(database, Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Id) is { } run && await IsUnfinishedAsync(run))
            Follow();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await store.FindAsync(Id) is not { } run || !await IsUnfinishedAsync(run))
        {
            if (await this.GetReminder(FollowReminder) is { } reminder)
                await this.UnregisterReminder(reminder);
            return;
        }

        // The set's grain closes the run with the draft; it may have ended in between, and a staged draft is published by a start.
        var answer = await Set(run.RuleSet).GetDraftAsync(run.Draft);
        if (run.State == ShadowState.Running && ShadowRun.EndingWith(answer.Value) is { } ending)
            await store.CloseAsync(run, ending, null);
    }

    public async Task<Answer<ShadowProgress>> StartAsync(string ruleSet, string draft, int hours, string author)
    {
        if (await store.FindAsync(Id) is { } before)
            return await ProgressAsync(before);
        if (hours is < ShadowRun.MinimumHours or > ShadowRun.MaximumHours)
            return Refusal.Of(RefusalKind.InvalidRequest, Invariant($"{hours} hours; expected {ShadowRun.MinimumHours} to {ShadowRun.MaximumHours}"));
        var found = await Set(ruleSet).GetDraftAsync(draft);
        if (!found.Succeeded)
            return found.Refusal;
        if (!found.Value.IsLive)
            return ApprovalRules.Closed(found.Value);
        var change = await previews.OfAsync(found.Value);
        if (!change.Succeeded)
            return change.Refusal;

        // First, so that no run is there that nobody goes on with; one without a run ends itself.
        await this.RegisterOrUpdateReminder(FollowReminder, ReminderPeriod, ReminderPeriod);
        var started = await store.StartAsync(Id, found.Value, change.Value.After, hours, author);
        if (!started.Succeeded)
            return started.Refusal;
        Follow();
        return await ProgressAsync(started.Value);
    }

    public async Task<Answer<ShadowProgress>> GetAsync() => await store.FindAsync(Id) is { } run ? await ProgressAsync(run) : NotFound();

    public async Task<Answer<ShadowProgress>> StopAsync(string actor)
    {
        if (await store.FindAsync(Id) is not { } run)
            return NotFound();
        if (!await store.CloseAsync(run, ShadowEnding.Stopped, actor))
            return Refusal.Of(RefusalKind.Closed, $"the shadow run is {ShadowNames.Of(run.State)}; expected one that is running");
        await FollowAsync();
        return await ProgressAsync((await store.FindAsync(Id))!);
    }

    private void Follow() => _timer ??= this.RegisterGrainTimer(FollowAsync, new() { DueTime = TimeSpan.Zero, Period = FollowPeriod, KeepAlive = true });

    private async Task FollowAsync()
    {
        try
        {
            if (await store.FindAsync(Id) is not { } run)
                return;
            if (run.State == ShadowState.Running && time.GetUtcNow() >= run.DueAt)
                await store.CloseAsync(run, ShadowEnding.Time, null);
            else if (run.State == ShadowState.Ended)
                await TellAsync(run);
            else if (run.Ending != ShadowEnding.Fault && await Follower.PrepareAsync(_stop.Token) is { } fault)
                await store.CloseAsync(run, ShadowEnding.Fault, null, fault);
            else if (run.Ending != ShadowEnding.Fault && await Follower.FollowAsync(_stop.Token))
                _timer?.Change(TimeSpan.Zero, FollowPeriod);
            else if (run.State == ShadowState.Closing)
                await EndAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The process is stopping; another goes on.
        }
        catch (Exception exception)
        {
            // Nothing is lost by it: what waits is taken up by the next tick.
            LogFailed(exception);
        }
    }

    // It was closing before nothing was found to wait: nothing comes after that.
    private async Task EndAsync()
    {
        await Follower.EndAsync(_stop.Token);
        _timer?.Change(TimeSpan.Zero, FollowPeriod);
    }

    private async Task TellAsync(ShadowRun run)
    {
        if (await IsUnfinishedAsync(run))
        {
            var ended = await ProgressAsync(run);
            foreach (var listener in listeners)
                await listener.EndedAsync(ended, _stop.Token);
            await store.SetToldAsync(Id);
        }

        _timer?.Dispose();
        _timer = null;
        _follower = null;
    }

    private async Task<bool> IsUnfinishedAsync(ShadowRun run) => run.State != ShadowState.Ended || !await store.IsToldAsync(run.Id);

    private async Task<ShadowProgress> ProgressAsync(ShadowRun run)
    {
        var (waiting, findings) = await database.ReadAsync(async session => (await ShadowResultRows.CountWaitingAsync(session, Id), await ShadowRows.ReadFindingsAsync(session, Id)));
        findings ??= await Follower.ReportAsync(_stop.Token);
        return new(run, waiting, findings.Erased, findings.Faults, findings.Report);
    }

    private IRuleSetGrain Set(string ruleSet) => GrainFactory.GetGrain<IRuleSetGrain>(ruleSet);

    private Refusal NotFound() => Refusal.Of(RefusalKind.NotFound, $"there is no shadow run '{Id}'");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A shadow run could not go on; it is tried again")]
    private partial void LogFailed(Exception exception);
}
