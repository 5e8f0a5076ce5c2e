namespace Qa.Portal.Modules.People.Careers;

/// <summary>Which skill a person had for a while, and how well.</summary>
internal sealed class SkillHolding : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public long SkillId { get; set; }

    /// <summary>1..5.</summary>
    public int Level { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
