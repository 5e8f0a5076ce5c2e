using Qa.Portal.Data;

namespace Qa.Portal.Modules.People.Units;

/// <summary>
/// The one row whose version changes with every change of a unit. What makes a tree sound (no circle, no name twice, nothing outside
/// its parent's days) is a matter of several rows; by this row those who change units at once are told of each other.
/// </summary>
internal sealed class Organisation : IVersioned
{
    public const int TheId = 1;

    public int Id { get; set; } = TheId;

    public long Version { get; set; } = 1;
}
