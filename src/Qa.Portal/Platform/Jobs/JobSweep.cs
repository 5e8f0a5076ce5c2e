using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Jobs;

/// <summary>Deletes jobs that ended long ago, and files that no job has any more.</summary>
internal sealed partial class JobSweep(
    IDbContextFactory<PortalContext> contexts, Database database, JobFiles files, JobLimits limits, SettingsStore settings, TimeProvider time, ILogger<JobSweep> logger) : BackgroundService
{
    // Longer than any attempt leaves its file alone.
    private static readonly TimeSpan YoungestOrphan = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(limits.Sweep, time);
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
        while (await DeleteOldAsync(cancellation) == limits.SweptAtOnce)
        {
        }

        foreach (var orphans in files.WrittenBefore(time.GetUtcNow() - YoungestOrphan).Chunk(limits.SweptAtOnce))
        {
            var ids = orphans.Select(static file => file.Job).Distinct().ToList();
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var wanted = await context.Set<Job>().Where(each => ids.Contains(each.Id)).Select(static each => new { each.Id, each.FileKey, each.State }).ToListAsync(cancellation);
            var kept = wanted.Where(static each => each.FileKey is not null).Select(static each => each.FileKey!).ToHashSet(StringComparer.Ordinal);
            var running = wanted.Where(static each => each.State == JobState.Running).Select(static each => each.Id).ToHashSet();
            foreach (var (key, job) in orphans.Where(file => !kept.Contains(file.Key) && !running.Contains(file.Job)))
                files.Delete(key);
        }
    }

    private async Task<int> DeleteOldAsync(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - TimeSpan.FromDays((await settings.ReadAsync<RetentionSettings>(cancellation)).Value.JobDays);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var old = await context.Set<Job>().AsNoTracking().Where(each => each.FinishedAt != null && each.FinishedAt < limit).OrderBy(static each => each.Id).Take(limits.SweptAtOnce)
            .Select(static each => new { each.Id, each.FileKey }).ToListAsync(cancellation);

        // The file goes first: should the process end here, the row that names it is still there and is swept again.
        foreach (var job in old)
        {
            if (job.FileKey is { } key)
                files.Delete(key);
        }

        await database.WriteAsync(session => session.ExecuteAsync($"DELETE FROM job WHERE {session.IsAnyOf("id", "@ids")}", new { ids = session.Many(old.Select(static job => job.Id)) }, cancellation), cancellation);
        return old.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old jobs could not be deleted; it is tried again")]
    private partial void LogFailed(Exception exception);
}
