namespace Qa.Portal.Modules.Calendar;

/// <summary>How dates and times of day stand in fields.</summary>
internal static class CalendarForms
{
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    /// <summary>A time of day as a field has it; the midnight that ends a day is shown as 00:00, since fields know no 24:00.</summary>
    public static TimeOnly? TimeOf(int? minute) => minute is { } some ? TimeOnly.MinValue.AddMinutes(some % OpenHours.MinutesADay) : null;

    /// <param name="isEnd">Whether midnight ends the day rather than begins it.</param>
    public static int? MinuteOf(TimeOnly? time, bool isEnd) =>
        time is not { } some ? null : isEnd && some == TimeOnly.MinValue ? OpenHours.MinutesADay : some.Hour * 60 + some.Minute;
}
