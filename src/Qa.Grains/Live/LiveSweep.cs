using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;

namespace Qa.Grains.Live;

/// <summary>Ends conversations to which no turn has come for the idle time, whichever process has taken them in.</summary>
internal sealed partial class LiveSweep(
    Database database, IGrainFactory grains, LiveSettings settings, TimeProvider time, ILogger<LiveSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var idle in await database.ReadAsync(session => LiveRows.ReadIdleAsync(session, time.GetUtcNow() - settings.IdleTime), stoppingToken))
                    await grains.GetGrain<ILiveInteractionGrain>(idle).EndIfIdleAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Idle conversations could not be ended; they are looked for again")]
    private partial void LogFailed(Exception exception);
}
