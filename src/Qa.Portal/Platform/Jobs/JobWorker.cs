using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Qa.Portal.Platform.Jobs;

/// <summary>The workers of a process: each claims one job after the other and has its handler carry it out under the lease.</summary>
internal sealed partial class JobWorker(
    JobQueue queue, JobFiles files, JobSignal signal, IEnumerable<IJobHandler> handlers, JobLimits limits, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, IJobHandler> _handlers = handlers.ToFrozenDictionary(static handler => JobKind.Checked(handler.Kind), StringComparer.Ordinal);
    private readonly string _process = Guid.NewGuid().ToString("n");
    private long _claims;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _handlers.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll(Enumerable.Range(0, limits.AtOnce).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                if (!await TryOneAsync(stop))
                    await Task.WhenAny(woken, Task.Delay(limits.Look, time, stop));
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                LogWorkFailed(exception);
                await Task.Delay(PauseAfterFailure, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> TryOneAsync(CancellationToken stop)
    {
        var ended = new List<JobChange>();
        var lease = FormattableString.Invariant($"{_process}/{Interlocked.Increment(ref _claims)}");
        var claim = await queue.ClaimAsync(lease, _handlers.Keys, ended, stop);
        foreach (var change in ended)
            signal.Tell(change);
        if (claim is null)
            return false;
        signal.Tell(claim.Change);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var over = new CancellationTokenSource();
        var watch = WatchAsync(claim, held, over.Token);
        try
        {
            await CarryOutAsync(claim, held.Token, stop);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
            signal.Tell(claim.Change);
        }

        return true;
    }

    private async Task CarryOutAsync(ClaimedJob claim, CancellationToken held, CancellationToken stop)
    {
        await using var run = new JobRun(claim, queue, files, signal, limits, time, held);
        JobOutcome outcome;
        try
        {
            await _handlers[claim.Kind].RunAsync(run, held);
            outcome = await run.CompleteAsync();
        }
        catch (Exception exception)
        {
            await run.DiscardAsync();
            if (exception is OperationCanceledException && held.IsCancellationRequested)
                await StopAsync(claim, stop);
            else if (exception is OperationCanceledException && await queue.LookAsync(claim, CancellationToken.None) == LeaseAnswer.Lost)
                LogLost(claim.Id);
            else
                await FailAsync(claim, exception);
            return;
        }

        // Where the database does not say whether it took this, the file is left: it may count.
        if (!await queue.CompleteAsync(claim, outcome))
            await run.DiscardAsync();
    }

    // Cancelled by who started it, or given back as the process stops, or lost: then both change nothing.
    private async Task StopAsync(ClaimedJob claim, CancellationToken stop)
    {
        var answer = await queue.LookAsync(claim, CancellationToken.None);
        if (answer == LeaseAnswer.CancelRequested)
            await queue.CancelAsync(claim);
        else if (answer == LeaseAnswer.Held && stop.IsCancellationRequested)
            await queue.ReleaseAsync(claim);
        else
            LogLost(claim.Id);
    }

    private async Task FailAsync(ClaimedJob claim, Exception exception)
    {
        if (exception is JobFailedException expected)
        {
            await queue.FailAsync(claim, expected.Key, Storable(expected.Message));
            return;
        }

        LogDefect(claim.Id, claim.Kind, exception);
        await queue.FailAsync(claim, JobErrors.Defect, FormattableString.Invariant($"a defect of this program; its log has the details under job {claim.Id}"));
    }

    // PostgreSQL keeps no zero in a text.
    private static string Storable(string message) => (message.Length > Job.MaximumErrorLength ? message[..Job.MaximumErrorLength] : message).Replace('\0', ' ');

    // Looks often, as somebody waits for a cancellation; writes seldom.
    private async Task WatchAsync(ClaimedJob claim, CancellationTokenSource held, CancellationToken over)
    {
        var renewed = time.GetUtcNow();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAny(signal.Next, Task.Delay(limits.Look, time, over));
                over.ThrowIfCancellationRequested();
                var isDue = time.GetUtcNow() - renewed >= limits.Lease / 3;
                var answer = isDue ? await queue.RenewAsync(claim, over) : await queue.LookAsync(claim, over);
                if (isDue)
                    renewed = time.GetUtcNow();
                if (answer == LeaseAnswer.Held || held.IsCancellationRequested)
                    continue;
                await held.CancelAsync();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The lease lasts a while longer; whoever ends the job is asked again whether it does.
                LogNotRenewed(claim.Id, exception);
                await Task.Delay(limits.Look, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Id} of the kind {Kind} failed")]
    private partial void LogDefect(long id, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Id} was lost; another worker goes on")]
    private partial void LogLost(long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Id} could not be renewed")]
    private partial void LogNotRenewed(long id, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for jobs failed; it is tried again")]
    private partial void LogWorkFailed(Exception exception);
}
