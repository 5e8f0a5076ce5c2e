using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Attachments;

/// <summary>
/// Removes files whose row is gone, or never came because the process ended between the two. A file is left alone for a day: within that
/// the row of each upload is there, or will never be.
/// </summary>
internal sealed partial class AttachmentSweep(
    IDbContextFactory<PortalContext> contexts, AttachmentStore store, TimeProvider time, ILogger<AttachmentSweep> logger) : BackgroundService
{
    /// <summary>How long a file is left alone.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const int Batch = 500;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        store.Sweep(now);
        var removed = 0;
        foreach (var names in store.NamesBefore(now - Grace).Chunk(Batch))
        {
            // Only what is named like an attachment is ours to remove.
            var ids = names.Select(static name => Guid.TryParseExact(name, "n", out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var there = await context.Set<Attachment>().Where(each => ids.Contains(each.Id)).Select(static each => each.Id).ToListAsync(cancellation);
            foreach (var id in ids.Except(there))
            {
                store.Delete(AttachmentStore.NameOf(id));
                removed++;
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                if (await RunAsync(stoppingToken) is var removed and > 0)
                    LogRemoved(removed);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Removed} files of deleted attachments were removed")]
    private partial void LogRemoved(int removed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files of deleted attachments could not be removed; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
