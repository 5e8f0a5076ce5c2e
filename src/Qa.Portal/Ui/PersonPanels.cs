using Qa.Portal.Modules;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Ui;

/// <summary>What all modules know of a person, as far as somebody may see it: by the permission of each, and by whose data it reaches.</summary>
internal sealed class PersonPanels(Reaches reaches)
{
    public static IReadOnlyList<PersonPanel> All { get; } = [.. PlatformMenu.PersonPanels.Concat(PortalModules.All.SelectMany(static module => module.PersonPanels)).OrderBy(static panel => panel.Order)];

    /// <param name="number">工号 of the person.</param>
    public async Task<IReadOnlyList<PersonPanel>> OfAsync(string number, Actor actor, CancellationToken cancellation = default)
    {
        var seen = new List<PersonPanel>();
        foreach (var panel in All)
        {
            if ((await reaches.OfAsync(actor, panel.Permission, cancellation)).Covers(number))
                seen.Add(panel);
        }

        return seen;
    }
}
