using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>
/// Puts a signed checkpoint a day into a folder that the operator chose, outside the database: a cut tail of the log, or a
/// whole new log, shows against it (norm-tree.md §5).
/// </summary>
/// <param name="folder">Best on another machine, or a medium that is only ever written once.</param>
public sealed partial class CheckpointKeeper(string folder, CheckpointTaking checkpoints, TimeProvider time, ILogger<CheckpointKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookPeriod, time);
        do
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotKept(folder, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Writes today's checkpoint when it is not there; one that is there is never touched.</summary>
    internal async Task KeepAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Invariant($"checkpoint-{time.GetUtcNow().UtcDateTime:yyyy-MM-dd}.json"));
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(folder);
        var checkpoint = await checkpoints.TakeAsync(cancellation);

        // Beside its place first, so that nobody ever finds half of one.
        var beside = $"{path}.{Guid.NewGuid():n}";
        try
        {
            await File.WriteAllTextAsync(beside, checkpoint.ToJson(), cancellation);
            File.Move(beside, path, overwrite: false);
            LogKept(path, checkpoint.Count);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
        finally
        {
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A checkpoint of {Count} publications was written to {Path}")]
    private partial void LogKept(string path, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "No checkpoint could be written to {Folder}; the next try is in ten minutes")]
    private partial void LogNotKept(string folder, Exception exception);
}
