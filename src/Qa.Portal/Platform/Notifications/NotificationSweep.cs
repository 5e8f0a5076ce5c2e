using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Deletes notifications and ended deliveries that are old.</summary>
internal sealed partial class NotificationSweep(Database database, SettingsStore settings, TimeProvider time, ILogger<NotificationSweep> logger) : BackgroundService
{
    /// <summary>How long a delivery that has ended is kept, with its attempts.</summary>
    public static readonly TimeSpan DeliveryRetention = TimeSpan.FromDays(30);

    /// <summary>Rows that are deleted in one transaction.</summary>
    public const int AtOnce = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task SweepAsync(CancellationToken cancellation)
    {
        var kept = TimeSpan.FromDays((await settings.ReadAsync<RetentionSettings>(cancellation)).Value.NotificationDays);
        await DeleteAsync("DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE created_at < @limit LIMIT @AtOnce)", kept, cancellation);
        await DeleteAsync(
            "DELETE FROM notification_attempt WHERE id IN (SELECT a.id FROM notification_attempt a JOIN notification_delivery d ON d.id = a.delivery_id WHERE d.finished_at < @limit LIMIT @AtOnce)",
            DeliveryRetention, cancellation);
        await DeleteAsync("DELETE FROM notification_delivery WHERE id IN (SELECT id FROM notification_delivery WHERE finished_at < @limit LIMIT @AtOnce)", DeliveryRetention, cancellation);
    }

    private async Task DeleteAsync(string sql, TimeSpan retention, CancellationToken cancellation)
    {
        var limit = UtcTicks.Of(time.GetUtcNow() - retention);
        while (await database.WriteAsync(session => session.ExecuteAsync(sql, new { limit, AtOnce }, cancellation), cancellation) == AtOnce)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old notifications could not be deleted; it is tried again")]
    private partial void LogFailed(Exception exception);
}
