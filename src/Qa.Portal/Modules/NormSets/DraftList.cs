using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Changes of norm sets that are on their way, over all sets.</summary>
internal sealed class DraftList(VersionCatalogue catalogue, IGrainFactory grains)
{
    /// <summary>Drafts of which something can still become, the oldest first.</summary>
    public async Task<IReadOnlyList<Draft>> ReadAsync(Actor actor)
    {
        actor.Require("norms.read");
        var sets = await Task.WhenAll((await catalogue.ListSetsAsync()).Select(set => grains.GetGrain<IRuleSetGrain>(set.RuleSet).GetStatusAsync()));
        return [.. sets.SelectMany(static set => set.Drafts).Where(static draft => draft.IsLive).OrderBy(static draft => draft.At)];
    }
}
