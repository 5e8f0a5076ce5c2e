using Microsoft.Extensions.Localization;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>Interactions by the beginning of their id.</summary>
internal sealed class InteractionPalette(InteractionDesk desk, IStringLocalizer<InspectionTexts> texts) : IPaletteSource
{
    public async Task<IReadOnlyList<PaletteFound>> FindAsync(string text, Actor actor, CancellationToken cancellation = default) => actor.May(InteractionDesk.Read)
        ? [.. (await desk.PageAsync(ListQuery.Default.WithSearch(text), actor, cancellation)).Rows.Take(IPaletteSource.MaximumFound)
            .Select(each => new PaletteFound(each.Id, $"/interactions/{Uri.EscapeDataString(each.Id)}", "forum", texts["interactions"]))]
        : [];
}
