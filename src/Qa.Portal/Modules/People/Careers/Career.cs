using System.Collections.Immutable;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>
/// Everything dated of one person: employment, group, units led, posts, skills, mentor. Pure, so that its laws can be tested.
/// INVARIANT: nothing is so on a day on which the person is not employed.
/// </summary>
internal sealed record Career
{
    public static Career None { get; } = new();

    public Timeline<EmploymentState> Employment { get; init; } = Timeline<EmploymentState>.Empty;

    /// <summary>The group of each day: one at most.</summary>
    public Timeline<long> Groups { get; init; } = Timeline<long>.Empty;

    public ImmutableSortedDictionary<UnitReference, Timeline<LeadershipKind>> Leaderships { get; init; } = ImmutableSortedDictionary<UnitReference, Timeline<LeadershipKind>>.Empty;

    /// <summary>Several at once are held in small centres.</summary>
    public ImmutableSortedDictionary<long, Timeline<Held>> Posts { get; init; } = ImmutableSortedDictionary<long, Timeline<Held>>.Empty;

    /// <summary>Levels, 1..5.</summary>
    public ImmutableSortedDictionary<long, Timeline<int>> Skills { get; init; } = ImmutableSortedDictionary<long, Timeline<int>>.Empty;

    /// <summary>工号 of the mentor (师傅): one at most a day.</summary>
    public Timeline<string> Mentors { get; init; } = Timeline<string>.Empty;

    /// <summary>When the person was employed: who left and came back has several.</summary>
    public ImmutableArray<Period> Spells => Employment.Periods;

    /// <summary>The spell of a day; null where the person is not employed on it.</summary>
    public Period? SpellOn(DateOnly day)
    {
        foreach (var spell in Spells)
        {
            if (spell.Contains(day))
                return spell;
        }

        return null;
    }

    public StaffState StateOn(DateOnly day) => Employment.On(day) is { } stretch
        ? stretch.Value == EmploymentState.Probation ? StaffState.Probation : StaffState.Employed
        : Spells is [var first, ..] && first.Until <= day ? StaffState.Left : StaffState.Expected;

    /// <summary>Employed in this way from a day on: to the end of the spell of that day, or to the beginning of the next, or for good. Who had left comes back by it.</summary>
    public Career EmployedFrom(DateOnly from, EmploymentState state)
    {
        var until = SpellOn(from)?.Until ?? Spells.Where(spell => spell.From > from).Select(static spell => (DateOnly?)spell.From).FirstOrDefault() ?? Period.Never;
        return this with { Employment = Employment.Set(new(from, until), state) };
    }

    /// <summary>The last spell began on another day. What was so before a later beginning is taken away.</summary>
    /// <param name="joinedOn">Before the end of the last spell and after the end of the one before it.</param>
    public Career Joined(DateOnly joinedOn)
    {
        var last = Spells[^1];
        var employment = joinedOn < last.From
            ? Employment.Set(new(joinedOn, last.From), Employment.On(last.From)!.Value.Value)
            : joinedOn > last.From ? Employment.Clear(new(last.From, joinedOn)) : Employment;
        return (this with { Employment = employment }).Clipped();
    }

    /// <summary>Leaves after a day: nothing that is dated goes on beyond it. With another last day than before the employment alone is longer; without one it goes on.</summary>
    /// <param name="lastDay">Not before the last spell.</param>
    public Career Ended(DateOnly? lastDay)
    {
        var last = Spells[^1];
        var end = lastDay is { } day && day != Period.Never ? day.AddDays(1) : Period.Never;
        var employment = end > last.Until
            ? Employment.Set(new(last.Until, end), Employment.Stretches[^1].Value)
            : end < last.Until ? Employment.Clear(new(end, last.Until)) : Employment;
        return (this with { Employment = employment }).Clipped();
    }

    /// <param name="group">Null for none.</param>
    public Career Moved(Period period, long? group) => (this with { Groups = group is { } some ? Groups.Set(period, some) : Groups.Clear(period) }).Clipped();

    /// <param name="kind">Null where the unit is not led by the person.</param>
    public Career Leading(UnitReference unit, Period period, LeadershipKind? kind) => (this with { Leaderships = Change(Leaderships, unit, period, kind) }).Clipped();

    public Career Posted(long post, Period period, bool isHeld) => (this with { Posts = Change(Posts, post, period, isHeld ? default(Held) : null) }).Clipped();

    /// <param name="level">1..5; null where the person does not have the skill.</param>
    public Career Skilled(long skill, Period period, int? level) => (this with { Skills = Change(Skills, skill, period, level) }).Clipped();

    /// <param name="mentor">工号; null for none.</param>
    public Career Mentored(Period period, string? mentor) => (this with { Mentors = mentor is null ? Mentors.Clear(period) : Mentors.Set(period, mentor) }).Clipped();

    private static ImmutableSortedDictionary<TKey, Timeline<T>> Change<TKey, T>(ImmutableSortedDictionary<TKey, Timeline<T>> all, TKey key, Period period, T? value)
        where TKey : notnull
        where T : struct
    {
        var timeline = all.GetValueOrDefault(key, Timeline<T>.Empty);
        return all.SetItem(key, value is { } some ? timeline.Set(period, some) : timeline.Clear(period));
    }

    private static ImmutableSortedDictionary<TKey, Timeline<T>> Clip<TKey, T>(ImmutableSortedDictionary<TKey, Timeline<T>> all, ImmutableArray<Period> spells)
        where TKey : notnull
        where T : notnull
    {
        var clipped = all;
        foreach (var (key, timeline) in all)
            clipped = timeline.Within(spells) is { IsEmpty: false } kept ? clipped.SetItem(key, kept) : clipped.Remove(key);
        return clipped;
    }

    private Career Clipped()
    {
        var spells = Spells;
        return this with
        {
            Groups = Groups.Within(spells), Leaderships = Clip(Leaderships, spells), Posts = Clip(Posts, spells), Skills = Clip(Skills, spells), Mentors = Mentors.Within(spells),
        };
    }
}
