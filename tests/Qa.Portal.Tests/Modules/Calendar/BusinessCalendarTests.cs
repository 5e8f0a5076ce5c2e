using System.Collections.Immutable;
using CsCheck;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Modules.Recordings;

namespace Qa.Portal.Tests.Modules.Calendar;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar October = Calendar(
        new(9 * 60, 18 * 60), new(10 * 60, 16 * 60),
        (new(2026, 10, 1), DayKind.Holiday), (new(2026, 10, 2), DayKind.Holiday), (new(2026, 10, 10), DayKind.MakeUp));

    [Theory]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-10-01", false)]
    [InlineData("2026-10-03", false)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    public void IsWorkingDay_Day_AsTheWeekAndItsExceptionsSay(string date, bool isWorked) => October.IsWorkingDay(DateOnly.Parse(date, null)).Should().Be(isWorked);

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", 21)]
    [InlineData("2026-10-01", "2026-10-04", 0)]
    [InlineData("2026-10-10", "2026-10-10", 1)]
    [InlineData("2026-10-12", "2026-10-10", 0)]
    public void WorkingDays_Period_CountsBothEnds(string from, string to, int days) => October.WorkingDays(DateOnly.Parse(from, null), DateOnly.Parse(to, null)).Should().Be(days);

    [Theory]
    [InlineData("2026-09-30T17:00:00+08:00", 60, "2026-09-30T18:00:00+08:00")]
    [InlineData("2026-09-30T17:00:00+08:00", 61, "2026-10-05T09:01:00+08:00")]
    [InlineData("2026-09-30T20:00:00+08:00", 30, "2026-10-05T09:30:00+08:00")]
    [InlineData("2026-10-09T17:30:00+08:00", 60, "2026-10-10T10:30:00+08:00")]
    [InlineData("2026-10-03T00:00:00Z", 0, "2026-10-03T08:00:00+08:00")]
    [InlineData("2026-09-30T09:00:00Z", 10, "2026-09-30T17:10:00+08:00")]
    public void Add_WorkingMinutes_PassesOverWhatIsNotWorked(string from, int minutes, string deadline) =>
        October.Add(DateTimeOffset.Parse(from, null), TimeSpan.FromMinutes(minutes)).Should().Be(DateTimeOffset.Parse(deadline, null));

    [Fact]
    public void Add_NobodyEverWorks_IsNone() =>
        new BusinessCalendar(CentreZone.Default, ImmutableDictionary<DayOfWeek, OpenHours>.Empty, null, ImmutableDictionary<DateOnly, DayKind>.Empty)
            .Add(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1)).Should().BeNull();

    [SkippableFact]
    public void Add_WherePeopleChangeTheirClocks_CountsTheHoursThatWere()
    {
        Skip.IfNot(TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out var berlin), "this system has no table of time zones (tzdata)");
        var allDay = Enum.GetValues<DayOfWeek>().ToImmutableDictionary(static day => day, static _ => new OpenHours(0, OpenHours.MinutesADay));
        var calendar = new BusinessCalendar(berlin!, allDay, null, ImmutableDictionary<DateOnly, DayKind>.Empty);

        // On 29 March 2026 the hour from 2 to 3 is left out.
        calendar.Add(DateTimeOffset.Parse("2026-03-29T00:00:00+01:00", null), TimeSpan.FromHours(3)).Should().Be(DateTimeOffset.Parse("2026-03-29T04:00:00+02:00", null));
        calendar.Between(DateTimeOffset.Parse("2026-03-29T00:00:00+01:00", null), DateTimeOffset.Parse("2026-03-30T00:00:00+02:00", null)).Should().Be(TimeSpan.FromHours(23));
    }

    /// <summary>Against counting minute by minute.</summary>
    [Fact]
    public void Add_AnyCalendar_IsWhatCountingMinutesGives() => Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 1440], Gen.Int[0, 6].Array[0, 4], Gen.Int[0, 9].Array[0, 5], Gen.Int[0, 3 * 1440], Gen.Int[0, 1500])
        .Where(static drawn => drawn.Item1 < drawn.Item2)
        .Sample(
            static (start, end, free, special, fromMinute, minutes) =>
            {
                var first = new DateOnly(2026, 6, 1);
                var week = Enum.GetValues<DayOfWeek>().Where(day => !free.Contains((int)day)).ToImmutableDictionary(static day => day, _ => new OpenHours(start, end));
                var days = special.Distinct().ToImmutableDictionary(day => first.AddDays(day), static day => day % 2 == 0 ? DayKind.Holiday : DayKind.MakeUp);
                var calendar = new BusinessCalendar(CentreZone.Default, week, new OpenHours(600, 700), days);
                var from = new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).AddMinutes(fromMinute);

                var deadline = calendar.Add(from, TimeSpan.FromMinutes(minutes));

                var at = from;
                for (var left = minutes; left > 0; at = at.AddMinutes(1))
                {
                    var minute = (int)at.TimeOfDay.TotalMinutes;
                    if (calendar.HoursOf(DateOnly.FromDateTime(at.DateTime)) is { } hours && minute >= hours.Start && minute < hours.End)
                        left--;
                    if (at > from.AddDays(4_000))
                        return deadline is null;
                }

                return deadline == at && calendar.Between(from, at) == TimeSpan.FromMinutes(minutes) && calendar.Between(at, from) == -TimeSpan.FromMinutes(minutes);
            },
            iter: 300);

    private static BusinessCalendar Calendar(OpenHours hours, OpenHours makeUp, params (DateOnly Date, DayKind Kind)[] days) => new(
        CentreZone.Default,
        Enum.GetValues<DayOfWeek>().Where(static day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToImmutableDictionary(static day => day, _ => hours),
        makeUp,
        days.ToImmutableDictionary(static day => day.Date, static day => day.Kind));
}
