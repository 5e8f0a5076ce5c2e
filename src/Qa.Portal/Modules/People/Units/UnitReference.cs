namespace Qa.Portal.Modules.People.Units;

/// <summary>Names a unit of the centre that somebody may lead.</summary>
internal readonly record struct UnitReference(UnitKind Kind, long Id) : IComparable<UnitReference>
{
    public int CompareTo(UnitReference other) => (Kind, Id).CompareTo((other.Kind, other.Id));
}

/// <summary>What kind of unit. Stored by name.</summary>
internal enum UnitKind
{
    Department,
    Group,
}
