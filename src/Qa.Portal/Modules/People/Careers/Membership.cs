namespace Qa.Portal.Modules.People.Careers;

/// <summary>To which group a person belonged for a while: figures of those days are the group's.</summary>
internal sealed class Membership : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public long GroupId { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
