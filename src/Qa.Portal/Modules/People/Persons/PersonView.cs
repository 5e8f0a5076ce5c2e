using System.Collections.Immutable;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>What of a person is not dated, as it is shown.</summary>
internal sealed record PersonView(string Number, string Name, string Phone, string Email, DateOnly? JoinedOn, DateOnly? LastDay, long Version)
{
    public static PersonView Of(Person person, bool isUnmasked) =>
        new(person.Number, person.Name, PhoneMask.Show(person.Phone, isUnmasked), person.Email, person.JoinedOn, person.LastDay, person.Version);
}

/// <summary>A person with everything that is dated.</summary>
/// <param name="State">On the day that was asked for.</param>
/// <param name="Account">With which the person signs in; null for none.</param>
internal sealed record PersonHistory(
    PersonView Person, string? Account, StaffState State, ImmutableArray<Dated> Employment, ImmutableArray<Dated> Groups, ImmutableArray<Dated> Leads, ImmutableArray<Dated> Posts, ImmutableArray<Dated> Skills,
    ImmutableArray<Dated> Mentors)
{
    public static PersonHistory Of(FoundPerson found, DateOnly day, bool isUnmasked, bool isEnglish = false) => Of(found, found.Career, found.Names, day, isUnmasked, isEnglish);

    private static PersonHistory Of(FoundPerson found, Career career, CareerNames names, DateOnly day, bool isUnmasked, bool isEnglish) => new(
        PersonView.Of(found.Person, isUnmasked), found.Account, career.StateOn(day),
        [.. career.Employment.Stretches.Select(static each => new Dated(each.Period.From, each.Period.LastDay, Employment: each.Value))],
        [.. career.Groups.Stretches.Select(each => new Dated(each.Period.From, each.Period.LastDay, each.Value, names.Group(each.Value)))],
        All(career.Leaderships, (unit, each) => new(each.Period.From, each.Period.LastDay, unit.Id, names.Unit(unit), Unit: unit.Kind, LeadsAs: each.Value)),
        All(career.Posts, (post, each) => new(each.Period.From, each.Period.LastDay, post, names.Post(post, isEnglish))),
        All(career.Skills, (skill, each) => new(each.Period.From, each.Period.LastDay, skill, names.Skill(skill), Level: each.Value)),
        [.. career.Mentors.Stretches.Select(static each => new Dated(each.Period.From, each.Period.LastDay, Name: each.Value))]);

    private static ImmutableArray<Dated> All<TKey, T>(ImmutableSortedDictionary<TKey, Timeline<T>> timelines, Func<TKey, Stretch<T>, Dated> view)
        where TKey : notnull
        where T : notnull => [.. timelines.SelectMany(pair => pair.Value.Stretches.Select(each => view(pair.Key, each))).OrderBy(static each => each.From)];
}

/// <summary>What was so for a while.</summary>
/// <param name="LastDay">Null where no end is known.</param>
/// <param name="Id">Of the group, unit, post or skill.</param>
/// <param name="Name">Its name, with its path; of a mentor the 工号.</param>
internal sealed record Dated(
    DateOnly From, DateOnly? LastDay, long? Id = null, string? Name = null, EmploymentState? Employment = null, UnitKind? Unit = null, LeadershipKind? LeadsAs = null, int? Level = null);
