using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Replay;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Replays;

/// <summary>What a draft would change, against the version in force: asked for before it is published.</summary>
internal sealed class DraftImpactDesk(ReplayDesk replays, ComparedTrees trees, IGrainFactory grains, CentreTime centre)
{
    /// <summary>Most days that a page asks for; the interface for machines knows no such limit.</summary>
    public const int MaximumDays = 366;

    /// <summary>The draft with what it is compared with; null where there is none.</summary>
    public async Task<ComparedDraft?> FindAsync(string ruleSet, string id, Actor actor)
    {
        actor.Require(ReplayDesk.Run);
        var set = grains.GetGrain<IRuleSetGrain>(ruleSet);
        return (await set.GetDraftAsync(id)).Value is { } draft ? new(draft, (await set.GetStatusAsync()).Head?.Version) : null;
    }

    /// <summary>Starts comparing a draft with the version in force.</summary>
    /// <param name="days">Interactions of the last so many days, today among them; 1..<see cref="MaximumDays"/>.</param>
    /// <param name="sample">Only so many of them; null for all.</param>
    public Task<Answer<MadeReplay>> StartAsync(ComparedDraft compared, int days, int? sample, Actor actor) => replays.StartAsync(
        new(
            compared.Draft.RuleSet, Draft: compared.Draft.Id, Baseline: compared.Head, From: centre.StartOf(centre.Today.AddDays(1 - Math.Clamp(days, 1, MaximumDays))), Sample: sample),
        actor);

    /// <summary>What the norms of a replay's two sides are called.</summary>
    public async Task<NormNames> NamesAsync(ReplayRequest request)
    {
        if (request.RuleSet is not { } set)
            return NormNames.Of();
        var after = request.Version is { } version ? SideKey.OfVersion(version) : SideKey.OfDraft(request.Draft ?? "");
        var found = new[]
        {
            request.Baseline is { } baseline ? await trees.FindAsync(set, SideKey.OfVersion(baseline)) : null,
            await trees.FindAsync(set, after),
        };
        return NormNames.Of([.. found.OfType<ComparedTree>().Select(static tree => tree.Tree)]);
    }
}

/// <summary>A draft, and the version that it is compared with.</summary>
/// <param name="Head">In force; null where the set has none.</param>
internal sealed record ComparedDraft(Draft Draft, long? Head);
