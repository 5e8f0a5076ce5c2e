using System.Collections.Immutable;
using Qa.Portal.Modules.People.Careers;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>Which people of a day are wanted, in which order.</summary>
/// <param name="Day">Groups, posts, skills and states are those of this day.</param>
/// <param name="Search">Words, each found in 工号, name or the initials of the name's sounds.</param>
/// <param name="Department">With those below it.</param>
/// <param name="MinimumLevel">Of the skill.</param>
/// <param name="Within">Whose data who asks may see at all; null for everybody's.</param>
internal sealed record PeopleQuery(
    DateOnly Day, string? Search = null, long? Department = null, long? Group = null, long? Post = null, long? Skill = null, int MinimumLevel = 1, StaffState? State = null,
    PeopleSort Sort = PeopleSort.Number, bool IsDescending = false, int Skip = 0, int Take = PeopleQuery.DefaultTake, PeopleWithin? Within = null)
{
    public const int DefaultTake = 50;

    /// <summary>Most people of one page.</summary>
    public const int MaximumTake = 500;
}

/// <summary>By what people are ordered; by 工号 where that is alike.</summary>
internal enum PeopleSort
{
    Number,
    Name,
    Department,
    Group,
    State,
    JoinedOn,
    LastDay,
}

/// <summary>People who are one person, or belong to one of some groups, or of some departments.</summary>
/// <param name="DepartmentIds">Exactly these; those below are named too, as <see cref="PeopleScope"/> does.</param>
internal sealed record PeopleWithin(string? Number, ImmutableSortedSet<long> GroupIds, ImmutableSortedSet<long> DepartmentIds)
{
    public bool Covers(long group, long department) => GroupIds.Contains(group) || DepartmentIds.Contains(department);

    public static PeopleWithin Own(PeopleScope scope) => new(scope.Number, [], []);

    public static PeopleWithin Groups(PeopleScope scope) => new(scope.Number, scope.GroupIds, []);

    public static PeopleWithin Departments(PeopleScope scope) => new(scope.Number, scope.GroupIds, scope.DepartmentIds);
}
