using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Shadow;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>Finds the tree of a side, whether it was published or not.</summary>
internal sealed class ComparedTrees(VersionCatalogue catalogue, CompiledVersions versions, DraftPreview previews, ShadowRuns shadows, IGrainFactory grains)
{
    /// <returns>Null where there is no such version or draft, or the draft can no longer be made into a tree.</returns>
    public async Task<ComparedTree?> FindAsync(string ruleSet, SideKey side, CancellationToken cancellation = default)
    {
        if (side.Version is { } version)
            return await PublishedAsync(ruleSet, version);
        if (side.Shadow is { } run)
            return await shadows.FindTreeAsync(ruleSet, run) is { } tree ? new(tree, null) : null;
        if (side.Draft is not { } id || (await grains.GetGrain<IRuleSetGrain>(ruleSet).GetDraftAsync(id)).Value is not { } draft)
            return null;

        // What a draft was published as has its tree, and outlives it.
        if (draft.Published is { } published)
            return await PublishedAsync(ruleSet, published.Version);
        return (await previews.OfAsync(draft, cancellation)).Value is { } change ? new(change.After, null) : null;
    }

    private async Task<ComparedTree?> PublishedAsync(string ruleSet, long version) =>
        await catalogue.FindAsync(ruleSet, version) is null ? null : new((await versions.GetAsync(ruleSet, version)).Tree, version);
}

/// <summary>A tree that is compared.</summary>
/// <param name="Version">Null for a draft.</param>
internal sealed record ComparedTree(NormTree Tree, long? Version);
