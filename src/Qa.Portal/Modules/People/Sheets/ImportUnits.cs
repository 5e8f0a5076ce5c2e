using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>Finds the groups that rows of a sheet name, and adds those that are missing where that is wanted.</summary>
/// <param name="from">From when on units that are added are there.</param>
/// <param name="isAdding">Whether missing units are added; else they are errors.</param>
internal sealed class ImportUnits(PortalContext context, UnitPaths units, DateOnly from, bool isAdding)
{
    private readonly List<string> _added = [];
    private UnitPaths _units = units;

    /// <summary>All units, with those that were added.</summary>
    public UnitPaths All => _units;

    /// <summary>The paths of units that were added.</summary>
    public IReadOnlyList<string> Added => _added;

    /// <summary>The group of a row, as of a day.</summary>
    /// <returns>Null for none, or with an error.</returns>
    public Group? Find(SheetPerson person, DateOnly day, List<ExcelError> errors)
    {
        var (path, name) = (person.Department ?? "", person.Group ?? "");
        if (name.Length == 0)
        {
            if (path.Length > 0)
                errors.Add(person.Error(PeopleColumns.Group, "nothing", $"a group of '{path}': people belong to a department by their group").Because("noGroup", path));
            return null;
        }

        var group = path.Length == 0 ? FindByName(person, name, day, errors) : FindIn(person, path, name, day, errors);
        if (group is not null && person.Shift is { } shift && shift != group.Shift)
            errors.Add(person.Error(PeopleColumns.Shift, PeopleColumns.Word(shift).Chinese, $"{PeopleColumns.Word(group.Shift).Chinese}, the shift of '{_units.OfGroup(group.Id)}'").Because("otherShift", _units.OfGroup(group.Id), PeopleColumns.Word(group.Shift).Chinese));
        return group;
    }

    private Group? FindByName(SheetPerson person, string name, DateOnly day, List<ExcelError> errors)
    {
        var groups = _units.Groups.Where(each => each.Name == name && each.Period.Contains(day)).Take(2).ToList();
        if (groups is [var only])
            return only;
        errors.Add(groups.Count == 0
            ? person.Error(PeopleColumns.Group, $"'{name}', which there is not on {Bounds.Text(day)}", "a group that there is").Because("noSuchUnit", name, Bounds.Text(day))
            : person.Error(PeopleColumns.Group, $"'{name}', which several departments have", "its department beside it").Because("severalDepartments", name));
        return null;
    }

    private Group? FindIn(SheetPerson person, string path, string name, DateOnly day, List<ExcelError> errors)
    {
        var department = Department(person, path, day, errors);
        if (department is null)
            return null;
        if (_units.FindGroup(department.Id, name, OneDay(day)) is { } group)
            return group;
        if (!isAdding)
        {
            errors.Add(person.Error(PeopleColumns.Group, $"'{name}', which '{_units.OfDepartment(department.Id)}' does not have on {Bounds.Text(day)}", "a group that there is, or the choice to create missing units").Because("noSuchUnit", name, Bounds.Text(day)));
            return null;
        }

        var period = Within(department.Period);
        if (UnitRules.OfGroup(_units, 0, department.Id, name, period) is { } fault)
        {
            errors.Add(person.Error(PeopleColumns.Group, fault));
            return null;
        }

        group = new() { Id = _units.NextGroupId, DepartmentId = department.Id, Name = name, Shift = person.Shift ?? GroupShift.None, FromDay = period.From, UntilDay = period.Until };
        context.Add(group);
        _units = _units.With(group);
        _added.Add(_units.OfGroup(group.Id));
        return group;
    }

    private Department? Department(SheetPerson person, string path, DateOnly day, List<ExcelError> errors)
    {
        var names = path.Split(IUnit.PathSeparator, StringSplitOptions.TrimEntries);
        Department? found = null;
        for (var depth = 0; depth < names.Length; depth++)
        {
            if (_units.FindDepartment(found?.Id, names[depth], OneDay(day)) is not { } next)
            {
                // A name alone is enough where it can mean only one.
                if (names.Length == 1 && _units.Departments.Where(each => each.Name == path && each.Period.Contains(day)).Take(2).ToList() is [var only])
                    return only;
                return isAdding ? Add(person, found, names.AsSpan(depth), errors) : Unknown(person, path, day, errors);
            }

            found = next;
        }

        return found;
    }

    private static Department? Unknown(SheetPerson person, string path, DateOnly day, List<ExcelError> errors)
    {
        errors.Add(person.Error(PeopleColumns.Department, $"'{path}', which there is not on {Bounds.Text(day)}", "a department that there is, or the choice to create missing units").Because("noSuchUnit", path, Bounds.Text(day)));
        return null;
    }

    private Department? Add(SheetPerson person, Department? above, ReadOnlySpan<string> names, List<ExcelError> errors)
    {
        foreach (var name in names)
        {
            var period = above is null ? Period.Since(from) : Within(above.Period);
            if (UnitRules.OfDepartment(_units, 0, above?.Id, name, period) is { } fault)
            {
                errors.Add(person.Error(PeopleColumns.Department, fault));
                return null;
            }

            above = new() { Id = _units.NextDepartmentId, ParentId = above?.Id, Name = name, FromDay = period.From, UntilDay = period.Until };
            context.Add(above);
            _units = _units.With(above);
            _added.Add(_units.OfDepartment(above.Id));
        }

        return above;
    }

    private Period Within(Period above) => new(above.From > from ? above.From : from, above.Until);

    private static Period OneDay(DateOnly day) => new(day, day.AddDays(1));
}
