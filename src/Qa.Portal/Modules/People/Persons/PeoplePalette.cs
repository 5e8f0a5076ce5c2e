using Microsoft.Extensions.Localization;
using Qa.Portal.Modules.People.Pages;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>People by name, number or the first letters of their pinyin.</summary>
internal sealed class PeoplePalette(PeopleList people, PeopleSight sight, CentreTime centre, IStringLocalizer<PeopleTexts> texts) : IPaletteSource
{
    public async Task<IReadOnlyList<PaletteFound>> FindAsync(string text, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(PeopleModule.Read))
            return [];
        var query = new PeopleQuery(centre.Today, text, Take: IPaletteSource.MaximumFound, Within: await sight.OfAsync(actor, PeopleModule.Read, cancellation));
        return [.. (await people.ReadAsync(query, isUnmasked: false, cancellation)).People.Select(person => new PaletteFound($"{person.Name} {person.Number}", PersonPage.AddressOf(person.Number), "person", texts["people.title"]))];
    }
}
