using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Access;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>The trees that cases are run on: as in force, and as somebody is changing them.</summary>
internal sealed class CaseTrees(VersionCatalogue catalogue, CompiledVersions versions, WorkingDrafts drafts, InteractionArchive archive, Reaches reaches)
{
    /// <summary>Null where there is no such set, nor a working draft of one that can be read.</summary>
    public async Task<SetTrees?> OfAsync(string ruleSet, Actor actor, CancellationToken cancellation = default)
    {
        var version = (await catalogue.FindSetAsync(ruleSet))?.Version;
        var working = await drafts.FindAsync(ruleSet, actor, cancellation);
        var trees = new SetTrees(
            version, version is { } number ? await versions.GetAsync(ruleSet, number) : null,
            working is null ? null : await Task.Run(() => NormSetCheck.Of(working.Document).Tree, cancellation), working is not null);
        return trees is { InForce: null, Working: null } ? null : trees;
    }

    /// <summary>The sets in force that an interaction is for, each with what its norms come to on it; null where there is no such interaction within reach.</summary>
    public async Task<ImmutableArray<OfferedSet>?> OffersAsync(string id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        var stored = await archive.FindAsync(id);
        if (stored is not { Erasure: null } || InteractionReader.Read(stored.Content).Interaction is not { } interaction
            || !(await reaches.OfAsync(actor, "interactions.read", cancellation)).Covers(interaction.Agent.Id))
            return null;
        var offers = ImmutableArray.CreateBuilder<OfferedSet>();
        foreach (var head in await catalogue.ListSetsAsync())
        {
            if (head.Version is { } version && await versions.GetAsync(head.RuleSet, version) is var tree && tree.Tree.AppliesTo.Admits(interaction))
                offers.Add(OfferedSet.Of(tree, interaction));
        }

        return offers.ToImmutable();
    }
}

/// <summary>A set of which a norm can be chosen for a case.</summary>
public sealed record OfferedSet(string RuleSet, string Name, ImmutableArray<OfferedNorm> Norms)
{
    /// <param name="interaction">On which it is said what the norms come to; null where there is none yet.</param>
    internal static OfferedSet Of(CompiledTree tree, Interaction? interaction)
    {
        var outcomes = interaction is null ? [] : Scorer.Score(tree, interaction, version: 0).Norms.ToDictionary(static result => result.Path, static result => result.Outcome, StringComparer.Ordinal);
        return new(tree.Tree.RuleSet, tree.Tree.Name,
        [
            .. TreeWalk.NormsByPath(tree.Tree).Where(static each => each.Value.Judgement is not Judgement.Manual)
                .Select(each => new OfferedNorm(each.Key, each.Value.Name, outcomes.TryGetValue(each.Key, out var outcome) ? outcome : null)),
        ]);
    }
}

/// <summary>A norm that can be chosen for a case.</summary>
/// <param name="Outcome">What it comes to on the dialogue; null where there is none yet.</param>
public sealed record OfferedNorm(string Path, string Name, Outcome? Outcome)
{
    public bool IsHit => Outcome is Rules.Scoring.Outcome.Violated or Rules.Scoring.Outcome.Rewarded;
}
