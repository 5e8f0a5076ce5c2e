using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.Calendar;

/// <summary>Keeps the calendar. Each change is written to the audit log in the same transaction, and none overwrites another unseen.</summary>
internal sealed class CalendarService(IDbContextFactory<PortalContext> contexts, TimeZoneInfo zone, TimeProvider time) : IBusinessCalendar
{
    /// <summary>Most days of one list.</summary>
    public const int MaximumDays = 4_000;

    private const string EditPermission = "calendar.edit";

    // Where nobody has said otherwise.
    private static readonly OpenHours DefaultHours = new(9 * 60, 18 * 60);

    public async Task<BusinessCalendar> ReadAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var days = await context.Set<CalendarDay>().AsNoTracking().ToListAsync(cancellation);
        var hours = (await HoursAsync(context, cancellation)).ToDictionary(static each => each.Weekday, static each => each.Hours);
        var week = hours.Where(static pair => pair is { Key: < WeekdayHours.MakeUpDays, Value: not null });
        return new(
            zone, week.ToImmutableDictionary(static pair => (DayOfWeek)pair.Key, static pair => pair.Value!.Value), hours[WeekdayHours.MakeUpDays],
            days.ToImmutableDictionary(static day => day.Date, static day => day.Kind));
    }

    /// <summary>Special days of a period, both ends included, in their order.</summary>
    public async Task<IReadOnlyList<CalendarDay>> ListAsync(DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<CalendarDay>().AsNoTracking().Where(day => day.Date >= from && day.Date <= to)
            .OrderBy(static day => day.Date).Take(MaximumDays).ToListAsync(cancellation);
    }

    /// <summary>A page of special days, found, sorted and cut by the database.</summary>
    public async Task<ListRows<CalendarDay>> PageAsync(ListQuery query, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = Find(context, query);
        return new(await found.Skip(query.Skip).Take(ListQuery.PageSize).ToListAsync(cancellation), await found.CountAsync(cancellation));
    }

    /// <summary>All days that a list shows, over all its pages.</summary>
    public async Task<IReadOnlyList<CalendarDay>> ListAsync(ListQuery query, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Find(context, query).Take(MaximumDays).ToListAsync(cancellation);
    }

    /// <summary>The hours of each weekday and of make-up days, in this order.</summary>
    public async Task<IReadOnlyList<WeekdayHours>> HoursAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await HoursAsync(context, cancellation);
    }

    /// <summary>Adds a day, or changes the one of its date.</summary>
    /// <param name="version">Of the day that was read; null where there was none.</param>
    public async Task<Saved<CalendarDay>> SaveAsync(DateOnly date, DayKind kind, string name, long? version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var day = await context.Set<CalendarDay>().FindAsync([date], cancellation);
        if (day?.Version != version)
            return new(SaveOutcome.ChangedMeanwhile, day);
        var before = Describe(day);
        if (day is null)
            context.Add(day = new() { Date = date });
        (day.Kind, day.Name) = (kind, name);
        Audit(context, actor, "save calendar day", $"calendar {date:yyyy-MM-dd}", before, Describe(day));
        return await SaveAsync(context, day, cancellation);
    }

    /// <summary>Puts all days in their places, whatever stood there; all or, when it fails, none.</summary>
    /// <param name="isTrial">Whether it is only said what would change.</param>
    /// <returns>How many were new or other than before.</returns>
    public async Task<int> ImportAsync(IReadOnlyList<CalendarDay> days, Actor actor, bool isTrial = false, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stored = await context.Set<CalendarDay>().ToDictionaryAsync(static day => day.Date, cancellation);
        var changed = 0;
        foreach (var day in days)
        {
            if (stored.TryGetValue(day.Date, out var before) && (before.Kind, before.Name) == (day.Kind, day.Name))
                continue;
            Audit(context, actor, "import calendar day", $"calendar {day.Date:yyyy-MM-dd}", Describe(before), Describe(day));
            if (before is null)
                context.Add(day);
            else
                (before.Kind, before.Name) = (day.Kind, day.Name);
            changed++;
        }

        if (!isTrial)
            await context.SaveChangesAsync(cancellation);
        return changed;
    }

    /// <param name="version">Of the day that was read.</param>
    public async Task<Saved<CalendarDay>> DeleteAsync(DateOnly date, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<CalendarDay>().FindAsync([date], cancellation) is not { } day)
            return new(SaveOutcome.Missing, null);
        if (day.Version != version)
            return new(SaveOutcome.ChangedMeanwhile, day);
        context.Remove(day);
        Audit(context, actor, "delete calendar day", $"calendar {date:yyyy-MM-dd}", Describe(day), null);
        return await SaveAsync(context, day, cancellation);
    }

    /// <summary>Sets the hours of a weekday or of make-up days.</summary>
    /// <param name="weekday">0 (Sunday) to 6, or <see cref="WeekdayHours.MakeUpDays"/>.</param>
    /// <param name="hours">Sound; null where nobody works.</param>
    /// <param name="version">Of the hours that were read.</param>
    public async Task<Saved<WeekdayHours>> SaveHoursAsync(int weekday, OpenHours? hours, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stored = await context.Set<WeekdayHours>().FindAsync([weekday], cancellation);
        var row = stored ?? Default(weekday);
        if (row.Version != version)
            return new(SaveOutcome.ChangedMeanwhile, row);
        var before = Describe(row.Hours);
        (row.StartMinute, row.EndMinute) = (hours?.Start, hours?.End);
        if (stored is null)
        {
            row.Version++;
            context.Add(row);
        }

        Audit(context, actor, "save working hours", $"calendar weekday {weekday}", before, Describe(hours));
        return await SaveAsync(context, row, cancellation);
    }

    private static IQueryable<CalendarDay> Find(PortalContext context, ListQuery query)
    {
        var found = context.Set<CalendarDay>().AsNoTracking();
        if (query.Search.Length > 0)
            found = found.Where(day => day.Name.Contains(query.Search));
        if (Enum.TryParse<DayKind>(query["kind"], out var kind))
            found = found.Where(day => day.Kind == kind);
        if (CentreTime.DayOf(query["from"]) is { } from)
            found = found.Where(day => day.Date >= from);
        if (CentreTime.DayOf(query["to"]) is { } to)
            found = found.Where(day => day.Date <= to);
        return (query.Sort, query.IsDescending) switch
        {
            ("name", false) => found.OrderBy(static day => day.Name).ThenBy(static day => day.Date),
            ("name", true) => found.OrderByDescending(static day => day.Name).ThenBy(static day => day.Date),
            ("kind", false) => found.OrderBy(static day => day.Kind).ThenBy(static day => day.Date),
            ("kind", true) => found.OrderByDescending(static day => day.Kind).ThenBy(static day => day.Date),
            (_, true) => found.OrderByDescending(static day => day.Date),
            _ => found.OrderBy(static day => day.Date),
        };
    }

    private static async Task<IReadOnlyList<WeekdayHours>> HoursAsync(PortalContext context, CancellationToken cancellation)
    {
        var stored = await context.Set<WeekdayHours>().AsNoTracking().ToDictionaryAsync(static hours => hours.Weekday, cancellation);
        return [.. Enumerable.Range(0, WeekdayHours.MakeUpDays + 1).Select(weekday => stored.GetValueOrDefault(weekday) ?? Default(weekday))];
    }

    private static WeekdayHours Default(int weekday)
    {
        var isWorked = weekday is not ((int)DayOfWeek.Saturday or (int)DayOfWeek.Sunday);
        return new() { Weekday = weekday, StartMinute = isWorked ? DefaultHours.Start : null, EndMinute = isWorked ? DefaultHours.End : null };
    }

    private static async Task<Saved<T>> SaveAsync<T>(PortalContext context, T changed, CancellationToken cancellation)
        where T : class
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new(SaveOutcome.Done, changed);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            var entry = context.Entry(changed);
            return new(SaveOutcome.ChangedMeanwhile, (await entry.GetDatabaseValuesAsync(cancellation))?.ToObject() as T);
        }
    }

    private void Audit(PortalContext context, Actor actor, string action, FormattableString subject, string? before, string? after) =>
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, action, FormattableString.Invariant(subject), before, after));

    private static string? Describe(CalendarDay? day) => day is null ? null : $"{day.Kind} {day.Name}";

    private static string? Describe(OpenHours? hours) => hours is { } some ? FormattableString.Invariant($"{some.Start}..{some.End}") : null;
}
