using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Intake;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>The workers of a process: each hears one recording after the other and sends on what it becomes, which is then scored by itself.</summary>
internal sealed partial class RecordingWorker(
    RecordingQueue queue, RecordingHearing hearing, SpeechModels models, RecordingStore store, InteractionIntake intake, RecordingSignal signal, RecordingSettings settings,
    CallCenterMeter meter, TimeProvider time, ILogger<RecordingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly string _process = Guid.NewGuid().ToString("n");
    private long _claims;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        store.Sweep(time.GetUtcNow());
        await queue.ReleaseLeftAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, settings.Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var raised = signal.Next;
            try
            {
                models.Look();
                if (models.Voice is not null && await TryOneAsync(cancellation))
                    continue;
                await Task.WhenAny(raised, Task.Delay(LookPeriod, time, cancellation));
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                LogWorkFailed(exception);
                await Task.Delay(PauseAfterFailure, time, cancellation);
            }
        }
    }

    private async Task<bool> TryOneAsync(CancellationToken cancellation)
    {
        var owner = FormattableString.Invariant($"{_process}/{Interlocked.Increment(ref _claims)}");
        if (await queue.ClaimAsync(owner, models.Engine.Recognizer is not null, cancellation) is not { } claim)
            return false;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewal = RenewAsync(claim, held);
        try
        {
            await WorkOnAsync(claim, held.Token);
        }
        catch (OperationCanceledException)
        {
            // Either the process stops and gives it back, or the claim is lost and there is nothing to give.
            await queue.ReleaseAsync(claim);
        }
        catch (Exception exception)
        {
            LogNotHeard(claim.Row.Number, exception);
            await queue.PostponeAsync(claim, exception.Message);
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
        }

        return true;
    }

    private async Task WorkOnAsync(ClaimedRecording claim, CancellationToken cancellation)
    {
        var interaction = claim.Interaction;
        if (interaction is null)
        {
            var result = await hearing.HearAsync(claim, models.Voice!, models.Engine, cancellation);
            if (!await queue.CompleteAsync(claim, result))
                return;
            meter.RecordingHeard(result.State);
            LogHeard(claim.Row.Number, result.State);
            interaction = result.Interaction;
        }

        if (interaction is not null)
            await SendOnAsync(claim, interaction, cancellation);
    }

    // The very bytes that are stored with the recording are sent, so that sending them again after a crash changes nothing.
    private async Task SendOnAsync(ClaimedRecording claim, byte[] interaction, CancellationToken cancellation)
    {
        var (received, errors) = ReceivedInteraction.Read(interaction);
        if (received is null)
        {
            await queue.RefuseAsync(claim, QueueStates.Failed, $"its interaction has errors: {errors[0].Message}");
            return;
        }

        if (claim.Row.IsStored)
        {
            if ((await intake.ReviseAsync(received, cancellation)).Outcome == RevisionOutcome.Erased)
            {
                await queue.RefuseAsync(claim, QueueStates.Erased, null);
                return;
            }
        }
        else
        {
            var answer = (await intake.SubmitAsync([received], cancellation))[0];
            if (answer.Outcome == IntakeOutcome.Erased)
            {
                await queue.RefuseAsync(claim, QueueStates.Erased, null);
                return;
            }

            if (answer.Outcome == IntakeOutcome.Conflict)
            {
                await queue.RefuseAsync(claim, QueueStates.Conflict, $"another interaction is stored under its id: {answer.Error}");
                return;
            }
        }

        await queue.FinishAsync(claim, RecordingStateNames.Of(RecordingState.Transcribed));
    }

    private async Task RenewAsync(ClaimedRecording claim, CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(RenewPeriod, time);
        while (!held.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(held.Token);
                if (!await queue.RenewAsync(claim, held.Token))
                    await held.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                // The claim lasts a while longer; whoever completes is asked again whether it does.
                LogNotRenewed(claim.Row.Number, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Recording {Number} was heard: {State}")]
    private partial void LogHeard(long number, string state);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recording {Number} could not be heard; it is tried again")]
    private partial void LogNotHeard(long number, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The claim on recording {Number} could not be renewed")]
    private partial void LogNotRenewed(long number, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for recordings failed; it is tried again")]
    private partial void LogWorkFailed(Exception exception);
}
