namespace Qa.Portal.Modules.People.Careers;

/// <summary>How a person was employed for a while; on days without one the person is not.</summary>
internal sealed class Employment : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public EmploymentState State { get; set; }

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
