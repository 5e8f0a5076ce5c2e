using System.Collections.Immutable;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>A person in a list, as on one day.</summary>
/// <param name="Phone">Masked, unless who asks may see it whole.</param>
/// <param name="Department">Its path: 客服中心/呼入.</param>
/// <param name="Mentor">工号.</param>
internal sealed record PersonLine(
    string Number, string Name, StaffState State, DateOnly? JoinedOn, DateOnly? LastDay, long? DepartmentId, string Department, long? GroupId, string Group, GroupShift Shift,
    ImmutableArray<HeldPost> Posts, ImmutableArray<HeldSkill> Skills, ImmutableArray<LedUnit> Leads, string? Mentor, string Phone, string Email, string? Account, long Version);

/// <summary>A post that is held.</summary>
internal sealed record HeldPost(long Id, string ChineseName, string EnglishName)
{
    public string NameIn(bool isEnglish) => isEnglish ? EnglishName : ChineseName;
}

/// <summary>A skill that somebody has.</summary>
internal sealed record HeldSkill(long Id, string Name, int Level);

/// <summary>A unit that somebody leads.</summary>
internal sealed record LedUnit(UnitKind Kind, long Id, string Path, LeadershipKind As);

/// <summary>A person with everything that is dated.</summary>
/// <param name="Names">What the numbers in the career are called.</param>
/// <param name="Account">With which the person signs in; null for none.</param>
internal sealed record FoundPerson(Person Person, Career Career, CareerNames Names, string? Account);

/// <summary>Some of the people of a list, and how many there are.</summary>
internal sealed record PeoplePage(int Total, IReadOnlyList<PersonLine> People);
