using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>部门. Departments are a tree; one that is no more stays, with its end, as figures of its days are its own.</summary>
internal sealed class Department : IVersioned, IUnit
{
    public long Id { get; set; }

    /// <summary>Null at the top.</summary>
    public long? ParentId { get; set; }

    public string Name { get; set; } = "";

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; } = Period.Never;

    public long Version { get; set; } = 1;

    public Period Period => new(FromDay, UntilDay);
}
