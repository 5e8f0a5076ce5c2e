using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Units;

/// <summary>How a centre may be arranged: departments with their groups, in both languages. Applied, it adds what is missing, and takes nothing away.</summary>
/// <param name="Departments">None for one that only gives groups to a department that is there.</param>
/// <param name="Groups">Of the department that it is applied in.</param>
internal sealed record OrganisationTemplate(string Id, UnitName Name, ImmutableArray<DepartmentTemplate> Departments, ImmutableArray<GroupTemplate> Groups);

/// <summary>A department of a template.</summary>
internal sealed record DepartmentTemplate(UnitName Name, ImmutableArray<GroupTemplate> Groups);

/// <summary>A group of a template.</summary>
internal sealed record GroupTemplate(UnitName Name, GroupShift Shift);

/// <summary>What a unit is called in each language.</summary>
internal readonly record struct UnitName(string Chinese, string English)
{
    public string In(bool isEnglish) => isEnglish ? English : Chinese;
}
