namespace Qa.Portal.Modules.People.Careers;

/// <summary>
/// A row that says what was so of a person from one day on and before another. Rows of one person are written under the person's
/// version, so that two editors cannot make them overlap.
/// </summary>
internal interface IDatedFact
{
    string PersonNumber { get; set; }

    DateOnly FromDay { get; set; }

    /// <summary>The first day on which it is no more; <see cref="Timelines.Period.Never"/> where no end is known.</summary>
    DateOnly UntilDay { get; set; }
}
