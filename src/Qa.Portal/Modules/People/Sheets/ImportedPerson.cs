using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>A person on the way through an import: the row, what there is, and what is to be.</summary>
internal sealed class ImportedPerson(SheetPerson sheet, Person person, bool isNew, Career before)
{
    public SheetPerson Sheet => sheet;

    public Person Person { get; } = person;

    public bool IsNew => isNew;

    public Career Before { get; } = before;

    /// <summary>What is not dated, before the import.</summary>
    public (string Name, string Phone, string Email) Details { get; } = PersonAudit.ValuesOf(person);

    /// <summary>What is to be; what is dated is worked into it step by step.</summary>
    public Career After { get; set; } = before;

    /// <summary>
    /// The days for which the row says group, posts, skills and mentor: of who is new, or has come back, all days of the employment; of
    /// others those from the sheet's day on. Null where there are none, as the person has left before.
    /// </summary>
    public Period? Days(DateOnly day)
    {
        var last = After.Spells[^1];
        var isBack = !isNew && Before.Spells is [.., var known] && last.From >= known.Until;
        var from = isNew || isBack || day < last.From ? last.From : day;
        return from < last.Until ? new(from, last.Until) : null;
    }

    /// <summary>The day on which what the row names must be there: the sheet's, or the nearest on which the person is employed.</summary>
    public DateOnly ReferenceDay(DateOnly day)
    {
        var last = After.Spells[^1];
        return day < last.From ? last.From : last.LastDay is { } lastDay && day > lastDay ? lastDay : day;
    }
}
