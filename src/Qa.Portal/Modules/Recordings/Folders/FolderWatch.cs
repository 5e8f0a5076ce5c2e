using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;
using Qa.Portal.Modules.Recordings.Queue;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>Looks through the watched folders, in turn, for as long as the process lives.</summary>
internal sealed partial class FolderWatch(
    RecordingRegister register, RecordingStore store, Database database, RecordingSettings settings, TimeProvider time, ILogger<FolderWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(2);

    private const int PauseFactor = 10;

    private readonly List<WatchedFolder> _folders = [.. settings.WatchedFolders.Select(folder => new WatchedFolder(folder, register, store, database, settings, time, logger))];

    /// <summary>How each stands, in the order of the command line.</summary>
    public IReadOnlyList<FolderStatus> Status => [.. _folders.Select(static folder => folder.Status)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_folders.Count == 0)
            return;
        while (true)
        {
            var started = time.GetTimestamp();
            foreach (var folder in _folders)
            {
                try
                {
                    await folder.LookAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    LogFailed(folder.Status.Folder, exception);
                }
            }

            // Folders that take long to look through are looked through less often.
            var pause = time.GetElapsedTime(started) * PauseFactor;
            await Task.Delay(pause > LookPeriod ? pause : LookPeriod, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking through {Folder} failed; it is tried again")]
    private partial void LogFailed(string folder, Exception exception);
}
