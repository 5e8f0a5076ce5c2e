using System.Text.Json.Serialization;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>A department as somebody filled it in.</summary>
/// <param name="Until">The first day on which it is no more; null for none.</param>
internal sealed record DepartmentForm(string Name, long? ParentId, DateOnly From, DateOnly? Until = null)
{
    /// <summary>As requests say it: what has a default may be left out.</summary>
    [JsonConstructor]
    public DepartmentForm(string name, DateOnly from, long? parentId = null, DateOnly? until = null)
        : this(name, parentId, from, until)
    {
    }

    public (Period Period, Fault? Fault) Period => new Bounds().Of(From, Until);
}

/// <summary>A group as somebody filled it in.</summary>
/// <param name="Until">The first day on which it is no more; null for none.</param>
internal sealed record GroupForm(string Name, long DepartmentId, GroupShift Shift, DateOnly From, DateOnly? Until = null)
{
    /// <inheritdoc cref="DepartmentForm(string, DateOnly, long?, DateOnly?)"/>
    [JsonConstructor]
    public GroupForm(string name, long departmentId, DateOnly from, GroupShift shift = GroupShift.None, DateOnly? until = null)
        : this(name, departmentId, shift, from, until)
    {
    }

    public (Period Period, Fault? Fault) Period => new Bounds().Of(From, Until);
}
