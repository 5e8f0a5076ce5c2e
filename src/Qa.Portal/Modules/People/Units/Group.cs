using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>大组: the people of one department and shift who are compared with one another.</summary>
internal sealed class Group : IVersioned, IUnit
{
    public long Id { get; set; }

    public long DepartmentId { get; set; }

    public string Name { get; set; } = "";

    public GroupShift Shift { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; } = Period.Never;

    public long Version { get; set; } = 1;

    public Period Period => new(FromDay, UntilDay);
}

/// <summary>班次 of a group. Stored by name.</summary>
internal enum GroupShift
{
    None,

    /// <summary>白班.</summary>
    Day,

    /// <summary>夜班.</summary>
    Night,
}
