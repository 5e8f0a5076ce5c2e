using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>Reads one person for a page or a request, as far as who asks may see people; who is out of reach is not there.</summary>
internal sealed class PersonReading(PeopleList people, PeopleSight sight, SensitiveReading sensitive, CentreTime centre)
{
    /// <param name="day">The person must be in reach on it, and the state is that of it.</param>
    /// <param name="isUnmasked">Whether whole numbers are asked for, which needs a permission and is written to the audit log.</param>
    public async Task<PersonHistory?> ReadAsync(string number, DateOnly day, bool isUnmasked, bool isEnglish, Actor actor, CancellationToken cancellation = default)
    {
        var within = await sight.OfAsync(actor, PeopleModule.Read, cancellation);
        if (await people.FindAsync(number, cancellation) is not { } found || !await sight.CoversAsync(within, number, day, cancellation))
            return null;
        return PersonHistory.Of(found, day, await sensitive.UnmaskAsync(actor, isUnmasked, $"person {number}", cancellation), isEnglish);
    }

    /// <summary>Whether somebody may change a person: what is not shown is not asked for, and the services decide it again.</summary>
    public async Task<bool> MayChangeAsync(string number, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(PeopleModule.Edit))
            return false;
        var within = await sight.OfAsync(actor, PeopleModule.Edit, cancellation);
        return within is null || number != actor.AgentId && await sight.CoversAsync(within, number, centre.Today, cancellation);
    }
}
