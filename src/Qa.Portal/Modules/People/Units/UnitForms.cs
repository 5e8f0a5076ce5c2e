using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>A department as somebody filled it in.</summary>
/// <param name="Until">The first day on which it is no more; null for none.</param>
internal sealed record DepartmentForm(string Name, long? ParentId = null, DateOnly From = default, DateOnly? Until = null)
{
    public (Period Period, Fault? Fault) Period => new Bounds().Of(From, Until);
}

/// <summary>A group as somebody filled it in.</summary>
/// <param name="Until">The first day on which it is no more; null for none.</param>
internal sealed record GroupForm(string Name, long DepartmentId, GroupShift Shift = GroupShift.None, DateOnly From = default, DateOnly? Until = null)
{
    public (Period Period, Fault? Fault) Period => new Bounds().Of(From, Until);
}
