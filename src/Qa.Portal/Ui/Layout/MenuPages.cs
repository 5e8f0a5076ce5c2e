using Microsoft.Extensions.Localization;
using Qa.Portal.Modules;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Ui.Layout;

/// <summary>The pages that somebody may open, in the order of the navigation.</summary>
internal sealed class MenuPages(IStringLocalizerFactory texts)
{
    public IReadOnlyList<MenuPage> Of(Actor actor) =>
    [
        .. PlatformMenu.Entries.Concat(PortalModules.All.SelectMany(static module => module.Menu))
            .Where(entry => actor.May(entry.Permission))
            .OrderBy(static entry => entry.Group)
            .Select(entry => new MenuPage(entry.Group, entry.Path, texts.Create(entry.Texts)[entry.TextKey], entry.Icon)),
    ];
}
