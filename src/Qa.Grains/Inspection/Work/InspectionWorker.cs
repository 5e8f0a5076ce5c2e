using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Versions;

namespace Qa.Grains.Inspection.Work;

/// <summary>
/// The workers of a process: each claims a batch, scores it and completes it in one commit, task after task in turn. While one
/// waits for the database another scores. Without the database nothing is claimed, and so nothing scored by an old version.
/// </summary>
internal sealed partial class InspectionWorker(
    WorkQueue queue, CompiledVersions versions, VersionUses uses, WorkSignal signal, IGrainFactory grains, CallCenterMeter meter, TimeProvider time, ILogger<InspectionWorker> logger) : BackgroundService
{
    /// <summary>Items of one claim: enough to share a commit, few enough to be done in a moment.</summary>
    public const int BatchSize = 200;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);

    private const int MaximumSeen = 10_000;

    // Leases that have ended when they come, one after the other, before a batch is given back.
    private const int MaximumPins = 5;

    // Leases by task and number, and publications under task 0.
    private readonly ConcurrentDictionary<(long Task, long Number), byte> _seen = new();
    private readonly string _process = Guid.NewGuid().ToString("n");
    private long _claims;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, Environment.ProcessorCount + 1)
            .Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken))
            .Append(SweepAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        var place = new WorkPlace();
        var pause = TimeSpan.Zero;
        while (!cancellation.IsCancellationRequested)
        {
            var raised = signal.Next;
            try
            {
                if (await TryBatchAsync(place, cancellation))
                {
                    pause = TimeSpan.Zero;
                    continue;
                }

                await Task.WhenAny(raised, Task.Delay(LookPeriod, time, cancellation));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                LogWorkFailed(pause, exception);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private async Task<bool> TryBatchAsync(WorkPlace place, CancellationToken cancellation)
    {
        if (await queue.NextTaskAsync(place.Task, cancellation) is not { } task)
            return false;
        place.GoTo(task);
        var owner = $"{_process}/{Interlocked.Increment(ref _claims)}";
        ClaimedBatch? batch;
        try
        {
            batch = await queue.ClaimAsync(task, owner, place.AfterItem, BatchSize, cancellation);
            if (batch is null)
                return place.StartOver();
            place.Claimed(batch.Items[^1]);
            var scored = await ScoreAsync(batch, cancellation);
            meter.Scored(batch.RuleSet, await queue.CompleteAsync(batch, scored, cancellation));
            meter.Faulty(batch.RuleSet, scored.Count(static one => one.Fault is not null));
            return true;
        }
        catch
        {
            // A claim whose commit was cut off may hold too; what was done is not held any more, so nothing is undone.
            await TryReleaseAsync(task, owner);
            throw;
        }
    }

    private async Task<List<ScoredItem>> ScoreAsync(ClaimedBatch batch, CancellationToken cancellation)
    {
        var version = batch.Version;
        await ObserveAsync(batch, version, cancellation);
        var tree = await versions.GetAsync(batch.RuleSet, version.Lease.Version);
        var scored = new List<ScoredItem>(batch.Items.Count);
        foreach (var item in batch.Items)
        {
            cancellation.ThrowIfCancellationRequested();

            // INVARIANT: the version of an item is decided when its scoring starts (norm-tree.md §6). A lease that was slow to come may have ended.
            var now = time.GetUtcNow();
            for (var tries = 0; now >= version.Lease.EndsAt; tries++)
            {
                if (tries == MaximumPins)
                    throw new TimeoutException($"Leases of '{batch.RuleSet}' end before they come; the database is too slow for them.");
                version = await queue.PinAsync(batch, cancellation);
                await ObserveAsync(batch, version, cancellation);
                tree = await versions.GetAsync(batch.RuleSet, version.Lease.Version);
                now = time.GetUtcNow();
            }

            // Another process, whose clock is ahead, may have begun the lease: it is held from its beginning on.
            scored.Add(ItemScorer.Score(item, tree, version, now < version.Lease.StartsAt ? version.Lease.StartsAt : now));
        }

        return scored;
    }

    private async ValueTask ObserveAsync(ClaimedBatch batch, PinnedVersion version, CancellationToken cancellation)
    {
        await uses.NoteAsync(batch.RuleSet, version.Lease.Version, cancellation);
        if (_seen.TryAdd((batch.Task, version.Lease.Number), 0))
            meter.LeaseBegun(LeaseRows.NameOf(version.Lease.Reason));
        if (_seen.TryAdd((0, version.Lease.Publication), 0))
            meter.PublicationUsed(time.GetUtcNow() - version.PublishedAt);

        // What was seen long ago may be counted twice; it is not worth more memory.
        if (_seen.Count > MaximumSeen)
            _seen.Clear();
    }

    private async Task TryReleaseAsync(long task, string owner)
    {
        try
        {
            using var limit = new CancellationTokenSource(ReleaseTime, time);
            await queue.ReleaseAsync(task, owner, limit.Token);
        }
        catch (Exception exception)
        {
            // The claim ends by itself.
            LogNotReleased(exception);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SweepPeriod, time);
        do
        {
            try
            {
                foreach (var task in await queue.SweepAsync(cancellation))
                    await grains.GetGrain<IInspectionTaskGrain>(task).FillAsync();
                meter.QueueAge(await queue.QueueAgeAsync(cancellation));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogSweepFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch could not be claimed or completed; the next try is in {Pause}")]
    private partial void LogWorkFailed(TimeSpan pause, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A claim could not be given back; it ends by itself")]
    private partial void LogNotReleased(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tasks could not be looked after")]
    private partial void LogSweepFailed(Exception exception);

    /// <summary>Where a worker is: tasks take turns, and within a task it goes forward.</summary>
    private sealed class WorkPlace
    {
        private readonly Dictionary<long, long> _afterItem = [];

        public long Task { get; private set; }

        public long AfterItem => _afterItem.GetValueOrDefault(Task);

        public void GoTo(long task) => Task = task;

        public void Claimed(ClaimedItem last)
        {
            const int remembered = 1_000;
            if (_afterItem.Count >= remembered)
                _afterItem.Clear();
            _afterItem[Task] = Math.Max(AfterItem, last.Id);
        }

        /// <summary>Looks from the first item on next time; false when that was done just now.</summary>
        public bool StartOver() => _afterItem.Remove(Task);
    }
}
