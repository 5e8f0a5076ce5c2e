using System.Globalization;
using Qa.Portal.Modules.People.Persons;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>One stretch of a career as the timeline shows it.</summary>
/// <param name="Part">Which part of the career.</param>
/// <param name="Left">Where its bar begins, of <see cref="CareerLines.Width"/>.</param>
/// <param name="Length">How long its bar is, 1 at least.</param>
internal sealed record CareerLine(CareerPart Part, Dated Fact, bool IsNow, bool IsPlanned, int Left, int Length);

/// <summary>What a career is made of. In this order it is shown.</summary>
internal enum CareerPart
{
    Employment,
    Group,
    Lead,
    Post,
    Skill,
    Mentor,
}

/// <summary>A career laid out on one scale of days: from the first day that anything is known of, to a while after today.</summary>
internal sealed record CareerLines(IReadOnlyList<CareerLine> Lines, int Today)
{
    /// <summary>Units of the scale.</summary>
    public const int Width = 1_000;

    // So that what holds for good is seen to go on.
    private const int LeastDaysAhead = 30;

    public static CareerLines Of(PersonHistory history, DateOnly today)
    {
        List<(CareerPart Part, Dated Fact)> facts =
        [
            .. history.Employment.Select(static each => (CareerPart.Employment, each)), .. history.Groups.Select(static each => (CareerPart.Group, each)),
            .. history.Leads.Select(static each => (CareerPart.Lead, each)), .. history.Posts.Select(static each => (CareerPart.Post, each)),
            .. history.Skills.Select(static each => (CareerPart.Skill, each)), .. history.Mentors.Select(static each => (CareerPart.Mentor, each)),
        ];
        var first = facts.Select(static each => each.Fact.From).Append(today).Min().DayNumber;
        var ahead = Math.Max(LeastDaysAhead, (today.DayNumber - first) / 10);
        var last = facts.SelectMany(static each => new[] { each.Fact.From, each.Fact.LastDay ?? each.Fact.From }).Append(today).Max().DayNumber + ahead;
        return new([.. facts.Select(each => Line(each.Part, each.Fact, today, Place))], Place(today.DayNumber));

        int Place(int day) => (int)((long)(Math.Min(day, last) - first) * Width / (last - first));
    }

    private static CareerLine Line(CareerPart part, Dated fact, DateOnly today, Func<int, int> place)
    {
        var (left, right) = (place(fact.From.DayNumber), place((fact.LastDay ?? DateOnly.MaxValue.AddDays(-1)).DayNumber + 1));
        return new(part, fact, fact.From <= today && !(fact.LastDay < today), fact.From > today, left, Math.Max(1, right - left));
    }

    public static string Text(int place) => place.ToString(CultureInfo.InvariantCulture);
}
