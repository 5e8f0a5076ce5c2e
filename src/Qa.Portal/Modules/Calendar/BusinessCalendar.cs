using System.Collections.Immutable;

namespace Qa.Portal.Modules.Calendar;

/// <summary>
/// 工作日历: which days are worked and when, as one moment knows it. Deadlines of tickets, days due (应上班天数) and rosters count by
/// it. Times are of the centre's zone; a deadline is the first moment at which so much working time has passed.
/// </summary>
public sealed class BusinessCalendar(
    TimeZoneInfo zone, ImmutableDictionary<DayOfWeek, OpenHours> week, OpenHours? makeUpDays, ImmutableDictionary<DateOnly, DayKind> days)
{
    /// <summary>How far ahead a deadline is looked for: beyond, nobody works any more.</summary>
    public const int MaximumDays = 3_660;

    /// <summary>When is worked on a day; null when it is not.</summary>
    public OpenHours? HoursOf(DateOnly date) => days.TryGetValue(date, out var kind)
        ? kind == DayKind.MakeUp ? makeUpDays : null
        : week.TryGetValue(date.DayOfWeek, out var hours) ? hours : null;

    public bool IsWorkingDay(DateOnly date) => HoursOf(date) is not null;

    /// <summary>Working days from one day to another, both included; 0 when the second is before the first.</summary>
    public int WorkingDays(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (IsWorkingDay(date))
                count++;
            if (date == DateOnly.MaxValue)
                break;
        }

        return count;
    }

    /// <summary>When so much working time has passed since a moment.</summary>
    /// <param name="time">Not negative. Of 0 it is the moment itself.</param>
    /// <returns>In the centre's zone; null when that is not within <see cref="MaximumDays"/>.</returns>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (time == TimeSpan.Zero)
            return TimeZoneInfo.ConvertTime(from, zone);
        var left = time;
        foreach (var (start, end) in Stretches(from).Take(MaximumDays))
        {
            if (left <= end - start)
                return TimeZoneInfo.ConvertTime(start + left, zone);
            left -= end - start;
        }

        return null;
    }

    /// <summary>How much working time there is between two moments; negative when the second is before the first.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
            return -Between(to, from);
        var sum = TimeSpan.Zero;
        foreach (var (start, end) in Stretches(from).TakeWhile(stretch => stretch.Start < to))
            sum += (end < to ? end : to) - start;
        return sum;
    }

    /// <summary>Stretches of work from a moment on, in order.</summary>
    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Stretches(DateTimeOffset from)
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var day = 0; day < MaximumDays && first.DayNumber + day < DateOnly.MaxValue.DayNumber; day++)
        {
            var date = first.AddDays(day);
            if (HoursOf(date) is not { } hours)
                continue;
            var (start, end) = (At(date, hours.Start), At(date, hours.End));
            if (end > from)
                yield return (start > from ? start : from, end);
        }
    }

    // A time that a change of the clocks leaves out is the moment at which they are changed.
    private DateTimeOffset At(DateOnly date, int minute)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return new(local, zone.GetUtcOffset(local));
    }
}
