using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Storage;

namespace Qa.Grains.Hosting;

/// <summary>
/// This process among those of the installation: it says that it is alive, lets staged trees take effect when it is the one to
/// do so, and ends itself when the others hold it for dead.
/// </summary>
internal sealed partial class ProcessLife(
    Database database, ColdStart coldStart, ThisProcess process, TimeProvider time, IHostApplicationLifetime application, ILogger<ProcessLife> logger) : BackgroundService
{
    private static readonly TimeSpan LastWordPatience = TimeSpan.FromSeconds(5);

    private long _number;
    private IReadOnlyList<ProcessRows.Heartbeat> _older = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything else of this process works, so that what is staged from now on knows of it.
        _number = await database.WriteAsync(
            session => ProcessRows.AddAsync(session, Environment.MachineName, Environment.ProcessId, time.GetUtcNow()), cancellationToken);
        process.Number = _number;
        _older = await coldStart.ObserveAsync(_number, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // However long the others took to stop: while it is not said, whoever starts next waits to see it dead.
        using var patience = new CancellationTokenSource(LastWordPatience);
        try
        {
            await database.WriteAsync(session => ProcessRows.StopAsync(session, _number), patience.Token);
        }
        catch (Exception exception)
        {
            LogNotSaid(exception);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(BeatAsync(stoppingToken), PromoteAsync(stoppingToken));

    private async Task PromoteAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var published in await coldStart.RunAsync(_number, _older, cancellation))
                LogPromoted(published.RuleSet, published.Version);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The staged trees stay staged, and their sets offline, which everybody can see; the rest of the process works.
            LogNotPromoted(exception);
        }
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(ColdStart.Beat, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                if (await database.WriteAsync(session => ProcessRows.BeatAsync(session, _number, time.GetUtcNow()), cancellation))
                    continue;
                LogLost();
                application.StopApplication();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNoBeat(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The staged tree of {RuleSet} took effect as version {Version}")]
    private partial void LogPromoted(string ruleSet, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The staged trees did not take effect")]
    private partial void LogNotPromoted(Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The other processes hold this one for dead, as it gave no sign of life for too long; it ends")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not take this process's sign of life")]
    private partial void LogNoBeat(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was not told that this process stops")]
    private partial void LogNotSaid(Exception exception);
}
