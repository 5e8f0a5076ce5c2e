using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>Which unit a person led for a while.</summary>
internal sealed class Leadership : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public UnitKind UnitKind { get; set; }

    public long UnitId { get; set; }

    public LeadershipKind Kind { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
