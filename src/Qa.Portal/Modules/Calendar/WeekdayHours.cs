using Qa.Portal.Data;

namespace Qa.Portal.Modules.Calendar;

/// <summary>The working hours of a weekday, or of make-up days.</summary>
internal sealed class WeekdayHours : IVersioned
{
    /// <summary>Stands where 0 (Sunday) to 6 stand for weekdays.</summary>
    public const int MakeUpDays = 7;

    public int Weekday { get; set; }

    /// <summary>See <see cref="OpenHours"/>; null, as the end, where nobody works.</summary>
    public int? StartMinute { get; set; }

    public int? EndMinute { get; set; }

    public long Version { get; set; } = 1;

    public OpenHours? Hours => StartMinute is { } start && EndMinute is { } end ? new(start, end) : null;
}
