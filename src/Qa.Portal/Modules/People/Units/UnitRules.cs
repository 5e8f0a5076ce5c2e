using System.Collections.Immutable;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>What makes the tree of units sound. Pure: it is given all units there are.</summary>
internal static class UnitRules
{
    /// <summary>Most departments, and most groups: their tree is read whole.</summary>
    public const int MaximumUnits = 5_000;

    /// <summary>What is wrong with a department as it is to be.</summary>
    /// <param name="id">Its own; 0 of a new one.</param>
    public static Fault? OfDepartment(UnitPaths units, long id, long? parentId, string name, Period period)
    {
        if (NameFault(name) is { } wrong)
            return wrong;
        if (parentId is { } parent)
        {
            if (units.Department(parent) is not { } above)
                return new("parentId", FormattableString.Invariant($"{parent}, which there is not"), "the id of a department");
            var upwards = units.Upwards(parent).Select(static each => each.Id).ToImmutableArray();
            if (upwards.Contains(id))
                return new Fault("parentId", units.OfDepartment(parent), "a department that is not part of this one").Because("partOfItself");
            if (upwards.Length + (id == 0 ? 0 : Height(units, id)) >= UnitPaths.MaximumDepth)
                return new("parentId", "a deeper tree", FormattableString.Invariant($"at most {UnitPaths.MaximumDepth} departments in one another"));
            if (!above.Period.Covers(period))
                return new Fault("period", period.ToString(), $"days of {above.Name}, {above.Period}").Because("outsideParent", above.Name, Days(above.Period));
        }

        if (units.Departments.FirstOrDefault(each => each.Id != id && each.ParentId == parentId && each.Name == name && each.Period.And(period) is not null) is { } same)
            return new Fault("name", $"'{name}', which there is, {same.Period}", "another name, or other days").Because("nameTaken", name);
        if (id != 0 && units.Departments.FirstOrDefault(each => each.ParentId == id && !period.Covers(each.Period)) is { } child)
            return new Fault("period", period.ToString(), $"all days of the department {child.Name}, {child.Period}; end it first").Because("childOutside", child.Name);
        if (id != 0 && units.Groups.FirstOrDefault(each => each.DepartmentId == id && !period.Covers(each.Period)) is { } group)
            return new Fault("period", period.ToString(), $"all days of the group {group.Name}, {group.Period}; end it first").Because("childOutside", group.Name);
        return id == 0 && units.Departments.Count() >= MaximumUnits ? TooMany("departments") : null;
    }

    /// <summary>What is wrong with a group as it is to be.</summary>
    public static Fault? OfGroup(UnitPaths units, long id, long departmentId, string name, Period period)
    {
        if (NameFault(name) is { } wrong)
            return wrong;
        if (units.Department(departmentId) is not { } department)
            return new("departmentId", FormattableString.Invariant($"{departmentId}, which there is not"), "the id of a department");
        if (!department.Period.Covers(period))
            return new Fault("period", period.ToString(), $"days of {department.Name}, {department.Period}").Because("outsideParent", department.Name, Days(department.Period));
        if (units.Groups.FirstOrDefault(each => each.Id != id && each.DepartmentId == departmentId && each.Name == name && each.Period.And(period) is not null) is { } same)
            return new Fault("name", $"'{name}', which there is, {same.Period}", "another name, or other days").Because("nameTaken", name);
        return id == 0 && units.Groups.Count() >= MaximumUnits ? TooMany("groups") : null;
    }

    public static Fault? NameFault(string name) =>
        name.Length is 0 or > IUnit.MaximumNameLength ? new Fault("name", FormattableString.Invariant($"{name.Length} characters"), FormattableString.Invariant($"1 to {IUnit.MaximumNameLength}")).Because("length", "1", FormattableString.Invariant($"{IUnit.MaximumNameLength}"))
        : name.Contains(IUnit.PathSeparator, StringComparison.Ordinal) || name.Any(char.IsControl) ? new Fault("name", $"'{name}'", $"no '{IUnit.PathSeparator}' and no control characters, as names stand in paths").Because("slashInName")
        : null;

    private static string Days(Period period) => $"{Bounds.Text(period.From)}–{(period.LastDay is { } last ? Bounds.Text(last) : "")}";

    private static Fault TooMany(string what) => new("name", $"one more of the {what}", FormattableString.Invariant($"at most {MaximumUnits}"));

    // How many departments are in one another below this one.
    private static int Height(UnitPaths units, long id)
    {
        var height = 0;
        for (var level = units.Departments.Where(each => each.ParentId == id).ToList(); level.Count > 0 && height < UnitPaths.MaximumDepth; height++)
        {
            var ids = level.Select(static each => (long?)each.Id).ToHashSet();
            level = [.. units.Departments.Where(each => ids.Contains(each.ParentId))];
        }

        return height;
    }
}
