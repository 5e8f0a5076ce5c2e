using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>A person as the database selects one.</summary>
internal sealed class SelectedPerson
{
    public required Person Person { get; init; }

    /// <summary>On the day; null where the person is not employed on it.</summary>
    public EmploymentState? State { get; init; }

    /// <summary>Whether an employment ended before the day.</summary>
    public bool WasEmployed { get; init; }

    public long? GroupId { get; init; }

    public string? GroupName { get; init; }

    public long? DepartmentId { get; init; }

    public string? DepartmentName { get; init; }
}

/// <summary>What a <see cref="PeopleQuery"/> is in the words of the database.</summary>
internal static class PeopleSelection
{
    public static IQueryable<SelectedPerson> Of(PortalContext context, PeopleQuery query, UnitTree units)
    {
        var day = query.Day;
        var found =
            from person in context.Set<Person>().AsNoTracking()
            join employment in context.Set<Employment>().Where(row => row.FromDay <= day && row.UntilDay > day) on person.Number equals employment.PersonNumber into employments
            from employment in employments.DefaultIfEmpty()
            join membership in context.Set<Membership>().Where(row => row.FromDay <= day && row.UntilDay > day) on person.Number equals membership.PersonNumber into memberships
            from membership in memberships.DefaultIfEmpty()
            join unit in context.Set<Group>() on membership.GroupId equals unit.Id into groups
            from unit in groups.DefaultIfEmpty()
            join department in context.Set<Department>() on unit.DepartmentId equals department.Id into departments
            from department in departments.DefaultIfEmpty()
            select new SelectedPerson
            {
                Person = person,
                State = employment == null ? null : employment.State,
                WasEmployed = context.Set<Employment>().Any(row => row.PersonNumber == person.Number && row.UntilDay <= day),
                GroupId = unit == null ? null : unit.Id,
                GroupName = unit == null ? null : unit.Name,
                DepartmentId = department == null ? null : department.Id,
                DepartmentName = department == null ? null : department.Name,
            };
        foreach (var word in SearchText.Words(query.Search))
            found = found.Where(each => each.Person.SearchText.Contains(word));
        if (query.Group is { } group)
            found = found.Where(each => each.GroupId == group);
        if (query.Department is { } top)
        {
            var below = units.WithBelow([top]).ToArray();
            found = found.Where(each => each.DepartmentId != null && below.Contains(each.DepartmentId.Value));
        }

        if (query.Within is { } within)
        {
            var (number, groupIds, departmentIds) = (within.Number, within.GroupIds.ToArray(), within.DepartmentIds.ToArray());
            found = found.Where(each => each.Person.Number == number || each.GroupId != null && groupIds.Contains(each.GroupId.Value) || each.DepartmentId != null && departmentIds.Contains(each.DepartmentId.Value));
        }

        return InState(WithSkills(context, found, query), query.State);
    }

    public static IQueryable<SelectedPerson> Ordered(IQueryable<SelectedPerson> found, PeopleQuery query)
    {
        var ordered = (query.Sort, query.IsDescending) switch
        {
            (PeopleSort.Name, false) => found.OrderBy(static each => each.Person.Name),
            (PeopleSort.Name, true) => found.OrderByDescending(static each => each.Person.Name),
            (PeopleSort.Department, false) => found.OrderBy(static each => each.DepartmentName ?? "").ThenBy(static each => each.GroupName ?? ""),
            (PeopleSort.Department, true) => found.OrderByDescending(static each => each.DepartmentName ?? "").ThenByDescending(static each => each.GroupName ?? ""),
            (PeopleSort.Group, false) => found.OrderBy(static each => each.GroupName ?? ""),
            (PeopleSort.Group, true) => found.OrderByDescending(static each => each.GroupName ?? ""),

            // As they follow one another: expected, probation, employed, left.
            (PeopleSort.State, false) => found.OrderBy(static each => each.State == EmploymentState.Probation ? 1 : each.State == EmploymentState.Employed ? 2 : each.WasEmployed ? 3 : 0),
            (PeopleSort.State, true) => found.OrderByDescending(static each => each.State == EmploymentState.Probation ? 1 : each.State == EmploymentState.Employed ? 2 : each.WasEmployed ? 3 : 0),
            (PeopleSort.JoinedOn, false) => found.OrderBy(static each => each.Person.JoinedOn ?? DateOnly.MaxValue),
            (PeopleSort.JoinedOn, true) => found.OrderByDescending(static each => each.Person.JoinedOn ?? DateOnly.MinValue),
            (PeopleSort.LastDay, false) => found.OrderBy(static each => each.Person.LastDay ?? DateOnly.MaxValue),
            (PeopleSort.LastDay, true) => found.OrderByDescending(static each => each.Person.LastDay ?? DateOnly.MinValue),
            (_, true) => found.OrderByDescending(static each => each.Person.Number),
            _ => found.OrderBy(static each => each.Person.Number),
        };
        return ordered.ThenBy(static each => each.Person.Number);
    }

    private static IQueryable<SelectedPerson> WithSkills(PortalContext context, IQueryable<SelectedPerson> found, PeopleQuery query)
    {
        var (day, least) = (query.Day, query.MinimumLevel);
        if (query.Post is { } post)
            found = found.Where(each => context.Set<PostHolding>().Any(row => row.PersonNumber == each.Person.Number && row.PostId == post && row.FromDay <= day && row.UntilDay > day));
        if (query.Skill is { } skill)
            found = found.Where(each => context.Set<SkillHolding>().Any(row => row.PersonNumber == each.Person.Number && row.SkillId == skill && row.Level >= least && row.FromDay <= day && row.UntilDay > day));
        return found;
    }

    private static IQueryable<SelectedPerson> InState(IQueryable<SelectedPerson> found, StaffState? state) => state switch
    {
        StaffState.Probation => found.Where(static each => each.State == EmploymentState.Probation),
        StaffState.Employed => found.Where(static each => each.State == EmploymentState.Employed),
        StaffState.Left => found.Where(static each => each.State == null && each.WasEmployed),
        StaffState.Expected => found.Where(static each => each.State == null && !each.WasEmployed),
        _ => found,
    };
}
