using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>Delivers what is to go outside, at least once, with longer and longer pauses between tries.</summary>
internal sealed partial class OutboxWorker(
    DeliveryQueue queue, IEnumerable<IDeliveryChannel> channels, SettingsStore settings, NotificationSignal signal, OutboxLimits limits, TimeProvider time, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Dictionary<DeliveryChannel, IDeliveryChannel> _channels = channels.ToDictionary(static channel => channel.Channel);
    private readonly string _process = Guid.NewGuid().ToString("n");
    private long _claims;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, limits.AtOnce).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var woken = signal.NextForOutbox;
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

    /// <returns>False when nothing is due.</returns>
    public async Task<bool> TryOneAsync(CancellationToken stop)
    {
        if (await queue.ClaimAsync(FormattableString.Invariant($"{_process}/{Interlocked.Increment(ref _claims)}"), stop) is not { } claim)
            return false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(limits.Try);
        DeliveryAnswer answer;
        try
        {
            answer = await _channels[claim.Channel].DeliverAsync(claim, (await settings.ReadAsync<OutboxSettings>(limit.Token)).Value, limit.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await queue.ReleaseAsync(claim);
            return true;
        }
        catch (OperationCanceledException)
        {
            answer = DeliveryAnswer.Later(FormattableString.Invariant($"no answer within {limits.Try.TotalSeconds:0} s"));
        }
        catch (Exception exception)
        {
            answer = DeliveryAnswer.Later($"{exception.GetType().Name}: {exception.Message}");
        }

        if (answer.Error is { } error)
            LogNotDelivered(claim.Id, claim.Channel, claim.Attempt, error);
        await queue.FinishAsync(claim, answer);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} by {Channel} failed at try {Attempt}: {Error}")]
    private partial void LogNotDelivered(long id, DeliveryChannel channel, long attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for deliveries failed; it is tried again")]
    private partial void LogWorkFailed(Exception exception);
}
