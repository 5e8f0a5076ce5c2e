using System.Globalization;

namespace Qa.Portal.Platform;

/// <summary>The centre's time: which day it is there, and what pages show, wherever server and browser are.</summary>
internal sealed class CentreTime(TimeZoneInfo zone, TimeProvider time)
{
    public DateOnly Today => DateOnly.FromDateTime(Of(time.GetUtcNow()).DateTime);

    public DateTimeOffset Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary>When a day that a filter names (<c>2026-10-01</c>) begins; null where it names none.</summary>
    public DateTimeOffset? StartOf(string? date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Midnight(day) : null;

    /// <summary>When a day that a filter names ends: the first moment after it.</summary>
    public DateTimeOffset? EndOf(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : null;

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
