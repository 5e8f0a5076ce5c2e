using Microsoft.Extensions.Logging;
using Qa.Grains.Auditing;
using Qa.Grains.Publication;
using Qa.Grains.Storage;

namespace Qa.Grains.Replay;

/// <inheritdoc cref="IReplayGrain"/>
internal sealed partial class ReplayGrain(
    [PersistentState("replay")] IPersistentState<StoredReplay> replay,
    Database database,
    ReplayPreparation preparation,
    TimeProvider time,
    ILogger<ReplayGrain> logger) : Grain, IReplayGrain, IDisposable
{
    // Longer than any replay takes; each question of how far it is begins it anew.
    private static readonly TimeSpan IdleTime = TimeSpan.FromHours(12);

    private readonly CancellationTokenSource _stop = new();
    private IReplayRun? _run;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // It was running on a silo that is no more.
        if (replay.State.Progress is { State: ReplayState.Running } running)
            await KeepAsync(running with { State = ReplayState.Lost, EndedAt = time.GetUtcNow() });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    public async Task<Answer<ReplayProgress>> StartAsync(ReplayRequest request, string author)
    {
        if (replay.State.Progress is { } before)
            return before;
        var prepared = await preparation.PrepareAsync(request);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        _run = prepared.Value.Run;
        var (now, total) = (time.GetUtcNow(), await _run.CountAsync());

        // Written first: an entry whose replay did not begin says that somebody wanted it, and a replay without one would be in no list.
        await database.WriteAsync(session => AuditRows.AddAsync(session, ReplayAudit.EntryOf(this.GetPrimaryKey(), prepared.Value.Request, author, now)));
        var progress = await KeepAsync(new(
            prepared.Value.Request, author, ReplayState.Running, now, null, total, 0, null, null, null, prepared.Value.TreeHash, EngineVersion.Current));

        // Beside the grain's turns, so that it can be asked and cancelled meanwhile; its end runs on the grain's scheduler, between them.
        var scheduler = TaskScheduler.Current;
        _ = Task.Run(() => _run.RunAsync(_stop.Token)).ContinueWith(EndAsync, CancellationToken.None, TaskContinuationOptions.None, scheduler).Unwrap();
        DelayDeactivation(IdleTime);
        return WithReport(progress, _run);
    }

    public Task<Answer<ReplayProgress>> GetAsync()
    {
        if (replay.State.Progress is not { } progress)
            return Task.FromResult<Answer<ReplayProgress>>(NotFound());
        if (progress.State == ReplayState.Running && _run is { } run)
        {
            DelayDeactivation(IdleTime);
            progress = WithReport(progress, run);
        }

        return Task.FromResult<Answer<ReplayProgress>>(progress);
    }

    public async Task<Answer<ReplayProgress>> CancelAsync()
    {
        if (replay.State.Progress is not { } progress)
            return NotFound();
        if (progress.State != ReplayState.Running)
            return Refusal.Of(RefusalKind.Closed, $"the replay is {progress.State.ToString().ToLowerInvariant()}; expected one that is running");
        // Said before it is done, so that its end finds it said and writes nothing.
        var cancelled = await KeepAsync(WithReport(progress, _run!) with { State = ReplayState.Cancelled, EndedAt = time.GetUtcNow() });
        await _stop.CancelAsync();
        return cancelled;
    }

    private async Task EndAsync(Task run)
    {
        if (replay.State.Progress is not { State: ReplayState.Running } progress)
            return;

        // Cancelled without anybody having said so: this process is stopping.
        var state = run.IsFaulted ? ReplayState.Failed : run.IsCanceled ? ReplayState.Lost : ReplayState.Finished;
        var ended = WithReport(progress, _run!) with { State = state, EndedAt = time.GetUtcNow() };
        if (run.Exception is { } exception)
        {
            LogFailed(exception);
            ended = ended with { Failure = exception.GetBaseException().Message };
        }

        try
        {
            await KeepAsync(ended);
        }
        catch (Exception notKept)
        {
            // The next activation finds it running, and that it is not.
            LogNotKept(notKept);
        }

        DelayDeactivation(TimeSpan.Zero);
    }

    private static ReplayProgress WithReport(ReplayProgress progress, IReplayRun run)
    {
        var (done, sameness, impact) = run.Report();
        return progress with { Done = done, Sameness = sameness, Impact = impact };
    }

    private async Task<ReplayProgress> KeepAsync(ReplayProgress progress)
    {
        var before = replay.State;
        replay.State = new() { Progress = progress };
        try
        {
            await replay.WriteStateAsync();
        }
        catch
        {
            // What was not stored is not so.
            replay.State = before;
            DeactivateOnIdle();
            throw;
        }

        return progress;
    }

    private Refusal NotFound() => Refusal.Of(RefusalKind.NotFound, $"there is no replay '{this.GetPrimaryKey()}'");

    [LoggerMessage(Level = LogLevel.Error, Message = "A replay failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of a replay was not stored")]
    private partial void LogNotKept(Exception exception);
}
