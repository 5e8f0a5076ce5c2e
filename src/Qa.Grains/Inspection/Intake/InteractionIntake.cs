using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Erasure;
using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Intake;

/// <summary>
/// Takes interactions in: stores each with the work it makes, in one transaction. Those that come at the same time share a
/// transaction, and when the database cannot keep up, the senders wait.
/// </summary>
public sealed partial class InteractionIntake : BackgroundService
{
    /// <summary>Interactions of one transaction.</summary>
    public const int MaximumBatch = 500;

    // Bytes of one transaction, but for a submission that alone has more.
    private const long MaximumBytes = 64 * 1024 * 1024;

    // Submissions that wait; each holds up to a batch.
    private const int QueueLength = 16;

    private readonly Channel<Submission> _queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Database _database;
    private readonly Routing _routing;
    private readonly WorkSignal _work;
    private readonly CallCenterMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<InteractionIntake> _logger;

    internal InteractionIntake(Database database, Routing routing, WorkSignal work, CallCenterMeter meter, TimeProvider time, ILogger<InteractionIntake> logger) =>
        (_database, _routing, _work, _meter, _time, _logger) = (database, routing, work, meter, time, logger);

    /// <summary>Stores interactions and returns when they are safe.</summary>
    /// <param name="received">At most <see cref="MaximumBatch"/>.</param>
    /// <returns>An answer for each, in their order. After an exception the outcome is unknown; sent again, nothing is doubled.</returns>
    public async Task<IReadOnlyList<IntakeAnswer>> SubmitAsync(IReadOnlyList<ReceivedInteraction> received, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(received.Count, MaximumBatch);
        if (received.Count == 0)
            return [];
        var submission = new Submission(received);
        try
        {
            await _queue.Writer.WriteAsync(submission, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The process is stopping and takes nothing in any more.");
        }

        return await submission.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Stores a correction of an interaction as its next revision, and the work that makes.</summary>
    public async Task<RevisionAnswer> ReviseAsync(ReceivedInteraction received, CancellationToken cancellation = default)
    {
        var routes = await _routing.ReadAsync(cancellation);
        var answer = await _database.WriteAsync(
            async session =>
            {
                while (await InteractionRows.FindAsync(session, received.Interaction.Id, forUpdate: true) is { } newest)
                {
                    if (newest.Hash == received.Hash)
                        return new(RevisionOutcome.Stored, newest.Revision);
                    if (newest.Erasure is not null)
                        return new(RevisionOutcome.Erased);
                    if (!await InteractionRows.AddRevisionAsync(session, received, newest.Revision + 1, _time.GetUtcNow()))
                        continue;
                    await AddWorkAsync(session, routes, [received], newest.Revision + 1);
                    return new(RevisionOutcome.Stored, newest.Revision + 1);
                }

                return new RevisionAnswer(RevisionOutcome.Unknown);
            },
            cancellation);
        _work.Raise();
        return answer;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What was submitted is still stored; nothing more is taken in.
        _queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<Submission>();
            var count = 0;
            var bytes = 0L;
            while (_queue.Reader.TryPeek(out var next)
                && (count == 0 || (count + next.Received.Count <= MaximumBatch && bytes + next.Bytes <= MaximumBytes))
                && _queue.Reader.TryRead(out next))
            {
                batch.Add(next);
                count += next.Received.Count;
                bytes += next.Bytes;
            }

            await StoreAsync(batch);
        }
    }

    private async Task StoreAsync(List<Submission> batch)
    {
        try
        {
            var routes = await _routing.ReadAsync(CancellationToken.None);
            var answers = await _database.WriteAsync(session => StoreAsync(session, routes, [.. batch.SelectMany(static one => one.Received)]));
            var start = 0;
            foreach (var submission in batch)
            {
                submission.Answer.SetResult(answers[start..(start + submission.Received.Count)]);
                start += submission.Received.Count;
            }

            foreach (var outcome in answers.CountBy(static answer => answer.Outcome))
                _meter.Received(outcome.Key.ToString().ToLowerInvariant(), outcome.Value);
            _work.Raise();
        }
        catch (Exception exception)
        {
            LogNotStored(batch.Sum(static one => one.Received.Count), exception);
            foreach (var submission in batch)
                submission.Answer.TrySetException(exception);
        }
    }

    private async Task<IntakeAnswer[]> StoreAsync(DatabaseSession session, IReadOnlyList<Routing.Route> routes, IReadOnlyList<ReceivedInteraction> received)
    {
        var gone = await ErasureRows.ErasedAsync(session, TombstoneKind.Recording, received.Select(static one => one.Interaction.Id));
        var taken = received.Where(one => !gone.Contains(one.Interaction.Id)).ToList();
        var added = await InteractionRows.AddAsync(session, taken, _time.GetUtcNow());
        await AddWorkAsync(session, routes, [.. taken.Where((_, index) => added[index])], revision: 1);
        var (answers, place) = (new List<IntakeAnswer>(received.Count), 0);
        foreach (var one in received)
        {
            var isNew = !gone.Contains(one.Interaction.Id) && added[place++];
            answers.Add(isNew ? new(IntakeOutcome.Accepted, one.Interaction.Id, one.Hash, null) : await OldAsync(session, one));
        }

        return [.. answers];
    }

    // What is not new: the same, other content, or what was erased while it was still a recording.
    private static async Task<IntakeAnswer> OldAsync(DatabaseSession session, ReceivedInteraction one)
    {
        var stored = await InteractionRows.FirstHashAsync(session, one.Interaction.Id);
        var outcome = stored == one.Hash ? IntakeOutcome.Duplicate : stored is null ? IntakeOutcome.Erased : IntakeOutcome.Conflict;
        return new(outcome, one.Interaction.Id, one.Hash, outcome == IntakeOutcome.Conflict ? stored : null);
    }

    private async Task AddWorkAsync(
        DatabaseSession session, IReadOnlyList<Routing.Route> routes, IReadOnlyList<ReceivedInteraction> received, long revision)
    {
        foreach (var route in routes)
        {
            var admitted = received.Where(one => route.Admits(one.Interaction)).Select(one => (one.Interaction.Id, revision)).ToList();
            if (admitted.Count == 0)
                continue;
            var head = await RuleSetRows.ReadAsync(session, route.RuleSet);
            var task = await TaskRows.IntakeAsync(session, head!, admitted.Count, _time.GetUtcNow());
            await TaskItemRows.AddAsync(session, task, admitted);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} interactions were not stored; their senders were told")]
    private partial void LogNotStored(int count, Exception exception);

    private sealed class Submission(IReadOnlyList<ReceivedInteraction> received)
    {
        public IReadOnlyList<ReceivedInteraction> Received { get; } = received;

        public long Bytes { get; } = received.Sum(static one => (long)one.Content.Length);

        public TaskCompletionSource<IReadOnlyList<IntakeAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
