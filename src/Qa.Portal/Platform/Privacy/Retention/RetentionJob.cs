using Microsoft.EntityFrameworkCore;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>Erases what is over its period, kind by kind and a few interactions at a time; after a crash it goes on where it was.</summary>
internal sealed class RetentionJob(IDbContextFactory<PortalContext> contexts, Database database, SettingsStore settings, Erasing erasing, SearchIndex index, TimeProvider time) : IJobHandler
{
    public const string JobKind = "privacy.retention";

    public string Kind => JobKind;

    public async Task RunAsync(JobRun run, CancellationToken cancellation)
    {
        var (value, now) = ((await settings.ReadAsync<RetentionSettings>(cancellation)).Value, time.GetUtcNow());
        var place = run.Checkpoint<Place>() ?? new(ErasedParts.None, "", 0);
        var order = new ErasureOrder(RetentionNight.KeyOf(run.Arguments<RetentionOrder>().Date), ErasureOrder.Retention, ReasonOf(value), RetentionDesk.Owner, null);
        foreach (var (part, days) in value.Periods().Where(period => period.Part >= place.Part))
        {
            var before = now - TimeSpan.FromDays(days);
            place = place.Part == part ? place : new(part, "", place.Done);
            while (await database.ReadAsync(session => RetentionRows.DueAsync(session, part, before, place.After, Erasing.AtOnce), cancellation) is { Count: > 0 } due)
            {
                // What is held stays due, night after night; the place goes past it.
                var held = await erasing.EraseAsync(order, part, due, part == ErasedParts.Evidence ? before : null, cancellation);
                place = new(part, due[^1], place.Done + due.Count - held.Count);
                await run.SaveCheckpointAsync(place, place.Done, 0, "privacy.erasing");
            }
        }

        var forgotten = value.SearchDays is { } kept ? await ForgetAsync(now - TimeSpan.FromDays(kept), cancellation) : 0;
        if (place.Done + forgotten > 0)
            await erasing.ForgetWordsAsync(cancellation);
        await EndAsync(run.Arguments<RetentionOrder>().Date, cancellation);
        run.SetResult(new { erased = place.Done, forgotten });
    }

    private async Task EndAsync(DateOnly date, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<RetentionNight>().FindAsync([date], cancellation) is { } night)
            night.EndedAt = time.GetUtcNow();
        await context.SaveChangesAsync(cancellation);
    }

    private async Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var done = 0L;
        while (true)
        {
            var removed = await database.WriteAsync(
                async session =>
                {
                    await session.LockAsync(DatabaseLock.Search, cancellation);
                    var due = await RetentionRows.SearchedAsync(session, before, Erasing.AtOnce);
                    foreach (var id in due)
                        await index.RemoveAsync(session, SearchDocument.Interaction, id, cancellation);
                    return due.Count;
                },
                cancellation);
            if (removed == 0)
                return done;
            done += removed;
        }
    }

    private static string ReasonOf(RetentionSettings value) =>
        "period over: " + string.Join(", ", value.Periods().Select(static one => FormattableString.Invariant($"{RetentionDesk.NameOf(one.Part)} {one.Days} days")));

    /// <summary>From where to go on.</summary>
    private sealed record Place(ErasedParts Part, string After, long Done);
}
