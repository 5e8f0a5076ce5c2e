using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>
/// Somebody who works, worked or will work at the centre. What is dated of the person stands in rows of its own (<see cref="Career"/>),
/// and each change of those is a change of the person: one version guards all.
/// </summary>
internal sealed class Person : IVersioned
{
    /// <summary>As long as an agent's id of an interaction may be.</summary>
    public const int MaximumNumberLength = 128;

    public const int MaximumNameLength = 100;

    public const int MaximumPhoneLength = 30;

    public const int MaximumEmailLength = 200;

    /// <summary>工号, the agent's id of interactions. It stays: results that are stored name it.</summary>
    public string Number { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Never leaves the module but through <see cref="Platform.Privacy.PhoneMask"/>.</summary>
    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>入职日期: the first day of the last spell of employment. Follows from the <see cref="Employment"/> rows, kept for lists.</summary>
    public DateOnly? JoinedOn { get; set; }

    /// <summary>离职日期: the last day of that spell; null where no end is known.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>What a search looks in; see <see cref="SearchText"/>.</summary>
    public string SearchText { get; set; } = "";

    public long Version { get; set; } = 1;

    /// <summary>Takes over what lists show of a career.</summary>
    public void Follow(Career career)
    {
        Period? last = career.Spells is [.., var spell] ? spell : null;
        (JoinedOn, LastDay) = (last?.From, last?.LastDay);
    }
}
