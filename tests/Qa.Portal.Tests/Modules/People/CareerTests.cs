using CsCheck;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Tests.Modules.People;

public sealed class CareerTests
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly Career Employed = Career.None.EmployedFrom(March, EmploymentState.Probation);

    [Fact]
    public void EmployedFrom_InASpell_HoldsToItsEnd()
    {
        var career = Employed.Ended(new DateOnly(2026, 12, 31)).EmployedFrom(new(2026, 6, 1), EmploymentState.Employed);

        career.Employment.Stretches.Select(static each => $"{each.Period} {each.Value}").Should().Equal("2026-03-01..2026-06-01 Probation", "2026-06-01..2027-01-01 Employed");
    }

    [Fact]
    public void StateOn_Days_AsPeopleSay()
    {
        var career = Employed.Ended(new DateOnly(2026, 3, 31)).EmployedFrom(new(2026, 6, 1), EmploymentState.Employed);

        new[] { "2026-02-28", "2026-03-31", "2026-04-01", "2026-06-01" }.Select(day => career.StateOn(DateOnly.Parse(day, null)))
            .Should().Equal(StaffState.Expected, StaffState.Probation, StaffState.Left, StaffState.Employed);
    }

    [Fact]
    public void Ended_AfterALastDay_NothingGoesOnBeyond()
    {
        var full = Employed.Moved(Period.Since(March), 1).Leading(new(UnitKind.Group, 1), Period.Since(March), LeadershipKind.Leader)
            .Posted(2, Period.Since(March), isHeld: true).Skilled(3, Period.Since(March), 4).Mentored(Period.Since(March), "A2");

        var left = full.Ended(new DateOnly(2026, 3, 31));

        foreach (var last in new[]
        {
            left.Employment.Stretches[^1].Period, left.Groups.Stretches[^1].Period, left.Leaderships[new(UnitKind.Group, 1)].Stretches[^1].Period, left.Posts[2].Stretches[^1].Period,
            left.Skills[3].Stretches[^1].Period, left.Mentors.Stretches[^1].Period,
        })
            last.LastDay.Should().Be(new DateOnly(2026, 3, 31));
        left.Ended(null).Groups.Should().Be(left.Groups, "what ended with the leaving does not come back by itself");
    }

    [Fact]
    public void Joined_Later_TakesAwayWhatWasBefore()
    {
        var career = Employed.Moved(Period.Since(March), 1).Joined(new(2026, 4, 1));

        career.Groups.Stretches.Should().Equal(new Stretch<long>(Period.Since(new(2026, 4, 1)), 1));
        career.Joined(March).Spells.Should().Equal(Period.Since(March));
    }

    /// <summary>Whatever is done in whatever order, nothing is so on a day without employment.</summary>
    [Fact]
    public void AnyChanges_NothingIsSoOutsideTheEmployment() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 60], Gen.Int[1, 40], Gen.Int[1, 3]).Array[1, 30].Sample(static steps =>
    {
        var career = Employed;
        foreach (var (kind, start, length, value) in steps)
        {
            var period = new Period(March.AddDays(start), March.AddDays(start + length));
            career = kind switch
            {
                0 => career.EmployedFrom(period.From, value == 1 ? EmploymentState.Probation : EmploymentState.Employed),
                1 => CareerRules.LeavingFault(career, period.From) is null ? career.Ended(period.From) : career,
                2 => CareerRules.JoiningFault(career, period.From) is null ? career.Joined(period.From) : career,
                3 => career.Moved(period, value),
                4 => career.Leading(new(UnitKind.Department, value), period, LeadershipKind.Deputy),
                5 => career.Posted(value, period, isHeld: true),
                6 => career.Skilled(value, period, value),
                _ => career.Mentored(period, "A2"),
            };
        }

        var periods = career.Groups.Periods.Concat(career.Mentors.Periods).Concat(career.Leaderships.Values.SelectMany(static each => each.Periods))
            .Concat(career.Posts.Values.SelectMany(static each => each.Periods)).Concat(career.Skills.Values.SelectMany(static each => each.Periods));
        return !career.Spells.IsEmpty && periods.All(period => career.Spells.Any(spell => spell.Covers(period)));
    });
}
