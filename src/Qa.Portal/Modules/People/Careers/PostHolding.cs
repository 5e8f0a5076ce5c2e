namespace Qa.Portal.Modules.People.Careers;

/// <summary>Which post a person held for a while.</summary>
internal sealed class PostHolding : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public long PostId { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
