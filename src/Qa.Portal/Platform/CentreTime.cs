using System.Globalization;

namespace Qa.Portal.Platform;

/// <summary>The centre's time: which day it is there, and what pages show, wherever server and browser are.</summary>
internal sealed class CentreTime(TimeZoneInfo zone, TimeProvider time)
{
    private const string DayForm = "yyyy-MM-dd";

    public DateOnly Today => DateOnly.FromDateTime(Of(time.GetUtcNow()).DateTime);

    public DateTimeOffset Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary>What the centre's clocks show, as the time that it is.</summary>
    public DateTimeOffset OfClocks(DateTime shown) => new(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), zone.GetUtcOffset(shown));

    /// <summary>A time as pages have it where it matters to the second: <c>2026-10-01 09:30:05</c>, of the centre's clocks.</summary>
    public string TextOf(DateTimeOffset at) => Of(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The day that an address or a form names, like <c>2026-10-01</c>; null where it names none.</summary>
    public static DateOnly? DayOf(string? date) => DateOnly.TryParseExact(date, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as addresses, forms and pages have it: <c>2026-10-01</c>, in every language.</summary>
    public static string TextOf(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>The centre's day of a time, as pages show it.</summary>
    public string DayTextOf(DateTimeOffset at) => TextOf(DateOnly.FromDateTime(Of(at).DateTime));

    /// <summary>When a day that a filter names begins; null where it names none.</summary>
    public DateTimeOffset? StartOf(string? date) => DayOf(date) is { } day ? Midnight(day) : null;

    /// <summary>When a day that a filter names ends: the first moment after it.</summary>
    public DateTimeOffset? EndOf(string? date) => DayOf(date) is { } day ? EndOf(day) : null;

    /// <summary>When a day ends: the first moment after it; null for the last day that there is.</summary>
    public DateTimeOffset? EndOf(DateOnly day) => day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : null;

    /// <summary>When a day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) => Midnight(day);

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return new(local, zone.GetUtcOffset(local));
    }
}
