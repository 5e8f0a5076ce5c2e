using CsCheck;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Tests.Modules.People;

public sealed class TimelineTests
{
    // The oracle says of each of these days what is so on it, and knows nothing of periods.
    private const int Days = 40;

    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<Change[]> Changes = Gen.Select(Gen.Int[0, Days - 2], Gen.Int[1, 15], Gen.Int[0, 3], Gen.Bool, static (from, length, value, isOpen) =>
        new Change(from, isOpen ? Days : Math.Min(from + length, Days), value, isOpen)).Array[0, 25];

    [Fact]
    public void Set_FromADay_ClosesWhatWasBefore()
    {
        var timeline = Timeline<string>.Empty.Set(Period.Since(new(2026, 1, 1)), "甲").Set(Period.Since(new(2026, 3, 1)), "乙");

        Text(timeline).Should().Be("2026-01-01..2026-03-01 甲, 2026-03-01.. 乙");
    }

    [Fact]
    public void Set_InTheMiddle_SplitsAndReplacesExactly()
    {
        var timeline = Timeline<string>.Empty.Set(Period.Since(new(2026, 1, 1)), "甲").Set(new(new(2026, 2, 1), new(2026, 2, 15)), "乙");

        Text(timeline).Should().Be("2026-01-01..2026-02-01 甲, 2026-02-01..2026-02-15 乙, 2026-02-15.. 甲");
        Text(timeline.Set(new(new(2026, 2, 1), new(2026, 2, 15)), "甲")).Should().Be("2026-01-01.. 甲", "what was split is one again");
    }

    [Fact]
    public void Set_WhatIsSo_IsTheSame()
    {
        var timeline = Timeline<string>.Empty.Set(Period.Since(new(2026, 1, 1)), "甲");

        timeline.Set(new(new(2026, 2, 1), new(2026, 2, 15)), "甲").Should().BeSameAs(timeline);
        timeline.Clear(new(new(2025, 2, 1), new(2026, 1, 1))).Should().BeSameAs(timeline);
    }

    [Fact]
    public void Of_TwoValuesForADay_IsRefused()
    {
        var overlapping = () => Timeline<int>.Of([new(new(new(2026, 1, 1), new(2026, 1, 3)), 1), new(Period.Since(new(2026, 1, 2)), 2)]);

        overlapping.Should().Throw<ArgumentException>().WithMessage("2026-01-01..2026-01-03 and 2026-01-02.. share days.*");
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("2026-01-02", "2026-01-01")]
    public void Period_WithoutADay_IsRefused(string from, string until)
    {
        var empty = () => new Period(DateOnly.Parse(from, null), DateOnly.Parse(until, null));

        empty.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>Any changes, back-dated or planned, give on each day what the last change of that day gave.</summary>
    [Fact]
    public void SetAndClear_AnyChanges_AreWhatDayByDayGives() => Changes.Sample(static changes =>
    {
        var (timeline, days) = (Timeline<int>.Empty, new int?[Days]);
        foreach (var change in changes)
        {
            timeline = change.On(timeline);
            change.On(days);
        }

        return IsCanonical(timeline) && Says(timeline, days)
            && Timeline<int>.Of(timeline.Stretches.Reverse()).Equals(timeline)
            && timeline.Periods.Sum(static period => Math.Min(period.Until.DayNumber, First.DayNumber + Days) - period.From.DayNumber) == days.Count(static day => day is not null);
    });

    /// <summary>Who says the same of all days is equal, whatever way it came about.</summary>
    [Fact]
    public void Equals_SameDays_WhateverTheWay() => Gen.Select(Changes, Changes).Sample(static (ones, others) =>
    {
        var (one, other) = (ones.Aggregate(Timeline<int>.Empty, static (left, change) => change.On(left)), others.Aggregate(Timeline<int>.Empty, static (left, change) => change.On(left)));
        var isSame = Enumerable.Range(-1, Days + 2).All(day => one.On(First.AddDays(day))?.Value == other.On(First.AddDays(day))?.Value);
        return one.Equals(other) == isSame && (!isSame || one.GetHashCode() == other.GetHashCode());
    });

    [Fact]
    public void Within_Periods_KeepsTheirDaysAlone() => Gen.Select(Changes, Changes).Sample(static (changes, kept) =>
    {
        var timeline = changes.Aggregate(Timeline<int>.Empty, static (left, change) => change.On(left));
        var periods = kept.Aggregate(Timeline<int>.Empty, static (left, change) => change.On(left)).Periods;

        var within = timeline.Within(periods);

        return IsCanonical(within) && Enumerable.Range(0, Days).Select(First.AddDays).All(day =>
            within.On(day)?.Value == (periods.Any(period => period.Contains(day)) ? timeline.On(day)?.Value : null));
    });

    private static bool Says(Timeline<int> timeline, int?[] days) =>
        Enumerable.Range(0, Days).All(day => timeline.On(First.AddDays(day))?.Value == days[day]) && timeline.On(First.AddDays(-1)) is null;

    private static bool IsCanonical(Timeline<int> timeline) => timeline.Stretches.Zip(timeline.Stretches.Skip(1)).All(static pair =>
        pair.First.Period.Until < pair.Second.Period.From || pair.First.Period.Until == pair.Second.Period.From && pair.First.Value != pair.Second.Value);

    private static string Text(Timeline<string> timeline) => string.Join(", ", timeline.Stretches.Select(static stretch => $"{stretch.Period} {stretch.Value}"));

    /// <param name="Value">0 for nothing.</param>
    private sealed record Change(int From, int Until, int Value, bool IsOpen)
    {
        private Period Period => IsOpen ? Period.Since(First.AddDays(From)) : new(First.AddDays(From), First.AddDays(Until));

        public Timeline<int> On(Timeline<int> timeline) => Value == 0 ? timeline.Clear(Period) : timeline.Set(Period, Value);

        public void On(int?[] days)
        {
            for (var day = From; day < Until; day++)
                days[day] = Value == 0 ? null : Value;
        }
    }
}
