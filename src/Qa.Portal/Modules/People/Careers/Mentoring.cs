namespace Qa.Portal.Modules.People.Careers;

/// <summary>Who was a person's mentor (师傅, 以老带新) for a while.</summary>
internal sealed class Mentoring : IDatedFact
{
    public string PersonNumber { get; set; } = "";

    public string MentorNumber { get; set; } = "";

    public DateOnly FromDay { get; set; }

    public DateOnly UntilDay { get; set; }
}
