using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Qa.Grains.Auditing.Chain;

/// <summary>Seals the audit log every few seconds, and what is left when the process stops. After a kill another process, or the next start, does.</summary>
internal sealed partial class AuditSealer(AuditSealing sealing, TimeProvider time, ILogger<AuditSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestLastSeal = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestLastSeal);
        await SealAsync(limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SealAsync(stoppingToken);
    }

    private async Task SealAsync(CancellationToken cancellation)
    {
        try
        {
            await sealing.SealAsync(cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // What is left is sealed by whoever comes next.
        }
        catch (Exception exception)
        {
            LogNotSealed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log could not be sealed; it is tried again")]
    private partial void LogNotSealed(Exception exception);
}
