using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Platform.Privacy.Retention;

namespace Qa.Portal.Platform.Privacy;

/// <summary>Begins the run of each night, when few are at work, and goes on with requests that nobody works on any more.</summary>
internal sealed partial class PrivacyClock(RetentionDesk retention, ErasureDesk requests, CentreTime centre, TimeProvider time, ILogger<PrivacyClock> logger) : BackgroundService
{
    /// <summary>The hour of the centre's day from which the run of a night may begin; who was off begins later.</summary>
    public const int Hour = 3;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task LookAsync(CancellationToken cancellation)
    {
        await requests.ResumeAsync(cancellation);
        if (centre.Of(time.GetUtcNow()).Hour >= Hour)
            await retention.StartNightAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is to be erased could not be looked for; it is tried again in a minute")]
    private partial void LogFailed(Exception exception);
}
