using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>All units that there ever were, few as they are, and how each is called with what it is part of: 客服中心/呼入部/白班大组.</summary>
internal sealed class UnitPaths
{
    /// <summary>Deepest tree.</summary>
    public const int MaximumDepth = 16;

    private readonly ImmutableDictionary<long, Department> _departments;
    private readonly ImmutableDictionary<long, Group> _groups;

    public UnitPaths(IEnumerable<Department> departments, IEnumerable<Group> groups)
        : this(departments.ToImmutableDictionary(static each => each.Id), groups.ToImmutableDictionary(static each => each.Id))
    {
    }

    private UnitPaths(ImmutableDictionary<long, Department> departments, ImmutableDictionary<long, Group> groups) => (_departments, _groups) = (departments, groups);

    public IEnumerable<Department> Departments => _departments.Values;

    public IEnumerable<Group> Groups => _groups.Values;

    /// <summary>The id of a new department. Who adds units does so in an <see cref="OrganisationTurn"/>, so nobody else takes it.</summary>
    public long NextDepartmentId => _departments.Keys.DefaultIfEmpty().Max() + 1;

    /// <inheritdoc cref="NextDepartmentId"/>
    public long NextGroupId => _groups.Keys.DefaultIfEmpty().Max() + 1;

    public static async Task<UnitPaths> ReadAsync(PortalContext context, CancellationToken cancellation) => new(
        await context.Set<Department>().AsNoTracking().ToListAsync(cancellation), await context.Set<Group>().AsNoTracking().ToListAsync(cancellation));

    public Department? Department(long id) => _departments.GetValueOrDefault(id);

    public Group? Group(long id) => _groups.GetValueOrDefault(id);

    /// <summary>With a unit that is to be added.</summary>
    public UnitPaths With(Department added) => new(_departments.Add(added.Id, added), _groups);

    /// <inheritdoc cref="With(Units.Department)"/>
    public UnitPaths With(Group added) => new(_departments, _groups.Add(added.Id, added));

    /// <summary>The department of a name in a place that has a day in common with a period.</summary>
    public Department? FindDepartment(long? parent, string name, Period period) =>
        _departments.Values.FirstOrDefault(each => each.ParentId == parent && each.Name == name && each.Period.And(period) is not null);

    /// <inheritdoc cref="FindDepartment"/>
    public Group? FindGroup(long department, string name, Period period) =>
        _groups.Values.FirstOrDefault(each => each.DepartmentId == department && each.Name == name && each.Period.And(period) is not null);

    public string OfDepartment(long id) => string.Join(IUnit.PathSeparator, Upwards(id).Reverse().Select(static department => department.Name));

    public string OfGroup(long id) => Group(id) is { } group ? $"{OfDepartment(group.DepartmentId)}{IUnit.PathSeparator}{group.Name}" : "?";

    /// <summary>A department and those it is part of, the nearest first.</summary>
    public IEnumerable<Department> Upwards(long id)
    {
        long? next = id;
        for (var depth = 0; depth < MaximumDepth && next is { } current && _departments.TryGetValue(current, out var department); depth++)
        {
            yield return department;
            next = department.ParentId;
        }
    }
}
