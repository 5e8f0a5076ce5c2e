using Microsoft.EntityFrameworkCore;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>Periods, what they would erase next, and the nights on which they did.</summary>
internal sealed class RetentionDesk(
    IDbContextFactory<PortalContext> contexts, Database database, SettingsStore settings, Erasing erasing, JobService jobs, CentreTime centre, TimeProvider time)
{
    public const string Permission = "privacy.retain";

    /// <summary>Nights that are shown.</summary>
    public const int MaximumNights = 30;

    /// <summary>Who starts the job of a night.</summary>
    public const string Owner = "system";

    /// <summary>How long after the beginning of a night its job is started at the latest; what has none by then, a process left that ended.</summary>
    public static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    // Of what is due, as many are held against the holds; of more it is told that they are more.
    private const int MaximumLookedAt = 20_000;
    private const int PageSize = 200;

    public ValueTask<Setting<RetentionSettings>> ReadAsync(CancellationToken cancellation = default) => settings.ReadAsync<RetentionSettings>(cancellation);

    /// <param name="value">Without errors.</param>
    public Task<Saved<Setting<RetentionSettings>>> SaveAsync(RetentionSettings value, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Permission);
        return settings.SaveAsync(value, version, actor.Name, cancellation);
    }

    /// <summary>What the next run would do, for each kind; nothing is erased.</summary>
    public async Task<IReadOnlyList<RetentionForecast>> ForecastAsync(CancellationToken cancellation = default) =>
        await ForecastAsync((await settings.ReadAsync<RetentionSettings>(cancellation)).Value, cancellation);

    /// <summary>What it would do by other periods.</summary>
    /// <param name="value">Without errors.</param>
    public async Task<IReadOnlyList<RetentionForecast>> ForecastAsync(RetentionSettings value, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var periods = value.Periods().ToDictionary(static one => one.Part, static one => one.Days);
        var forecasts = new List<RetentionForecast>();
        foreach (var part in new[] { ErasedParts.Sound, ErasedParts.Text, ErasedParts.Evidence, ErasedParts.Attachments })
        {
            forecasts.Add(periods.TryGetValue(part, out var days)
                ? await ForecastAsync(part, days, now - TimeSpan.FromDays(days), cancellation)
                : new(NameOf(part), null, 0, 0));
        }

        var searched = value.SearchDays is { } kept ? await database.ReadAsync(session => RetentionRows.CountSearchedAsync(session, now - TimeSpan.FromDays(kept)), cancellation) : 0;
        forecasts.Add(new("search", value.SearchDays, searched, 0));
        return forecasts;
    }

    /// <summary>The latest nights first, each with how much of each kind it erased.</summary>
    public async Task<IReadOnlyList<(RetentionNight Night, IReadOnlyDictionary<string, long> Counts)>> NightsAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var nights = await context.Set<RetentionNight>().AsNoTracking().OrderByDescending(static each => each.Date).Take(MaximumNights).ToListAsync(cancellation);
        var shown = new List<(RetentionNight, IReadOnlyDictionary<string, long>)>();
        foreach (var night in nights)
            shown.Add((night, await database.ReadAsync(session => ErasureRows.CountsAsync(session, night.Key), cancellation)));
        return shown;
    }

    /// <summary>Starts the run of tonight, which every process tries and one does.</summary>
    /// <returns>Whether this one did.</returns>
    public async Task<bool> StartNightAsync(CancellationToken cancellation = default)
    {
        var (date, now) = (centre.Today, time.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (!(await TakeNightAsync(context, date, now, cancellation) || await TakeLeftNightAsync(context, date, now, cancellation)))
            return false;
        if (await jobs.StartAsync(RetentionJob.JobKind, new RetentionOrder(date), Owner, cancellation) is { } job)
            await context.Set<RetentionNight>().Where(each => each.Date == date).ExecuteUpdateAsync(set => set.SetProperty(static each => each.JobId, job.Id), cancellation);
        return true;
    }

    public static string NameOf(ErasedParts part) => part switch
    {
        ErasedParts.Sound => "sound",
        ErasedParts.Text => "text",
        ErasedParts.Evidence => "evidence",
        _ => "attachments",
    };

    private static async Task<bool> TakeNightAsync(PortalContext context, DateOnly date, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await context.Set<RetentionNight>().AnyAsync(each => each.Date == date, cancellation))
            return false;
        context.Add(new RetentionNight { Date = date, StartedAt = now });
        try
        {
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return false;
        }
    }

    // A process ended before the job began that was to do it, or too many waited; whoever moves its beginning has it.
    private static async Task<bool> TakeLeftNightAsync(PortalContext context, DateOnly date, DateTimeOffset now, CancellationToken cancellation)
    {
        var latest = now - LongestStart;
        return await context.Set<RetentionNight>().Where(each => each.Date == date && each.JobId == null && each.EndedAt == null && each.StartedAt < latest)
            .ExecuteUpdateAsync(set => set.SetProperty(static each => each.StartedAt, now), cancellation) == 1;
    }

    private async Task<RetentionForecast> ForecastAsync(ErasedParts part, int days, DateTimeOffset before, CancellationToken cancellation)
    {
        var due = await database.ReadAsync(session => RetentionRows.CountAsync(session, part, before), cancellation);
        var (held, looked, after) = (0L, 0, "");
        var isAnythingHeld = await database.ReadAsync(static async session => (await HoldRows.ActiveAsync(session)).Count > 0, cancellation);
        while (isAnythingHeld && looked < MaximumLookedAt && await database.ReadAsync(session => RetentionRows.DueAsync(session, part, before, after, PageSize), cancellation) is { Count: > 0 } page)
        {
            after = page[^1];
            looked += page.Count;
            held += (await database.ReadAsync(session => erasing.HeldAsync(session, page), cancellation)).Count;
        }

        return new(NameOf(part), days, due, held);
    }
}

/// <summary>What the job of a night is told.</summary>
internal sealed record RetentionOrder(DateOnly Date);
