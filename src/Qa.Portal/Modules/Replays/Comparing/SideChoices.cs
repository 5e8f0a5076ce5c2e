using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>What an interaction can be laid side by side by.</summary>
internal sealed class SideChoices(VersionCatalogue catalogue, InteractionArchive archive, IGrainFactory grains)
{
    // Older ones can be named in the address.
    private const int MaximumVersions = 100;

    /// <param name="interaction">Within reach, as the comparison has shown it.</param>
    /// <param name="ruleSet">Null where none is chosen yet.</param>
    public async Task<SideChoice> OfAsync(string interaction, string? ruleSet, Actor actor)
    {
        actor.Require(ReplayDesk.Run);
        ImmutableArray<string> sets = [.. (await catalogue.ListSetsAsync()).Select(static set => set.RuleSet)];
        if (ruleSet is null || !sets.Contains(ruleSet))
            return new(sets, [], [], []);
        var cards = (await archive.ScorecardsAsync(interaction)).Where(card => card.RuleSet == ruleSet);
        var history = await catalogue.ReadHistoryAsync(ruleSet, null, MaximumVersions);
        return new(
            sets, [.. cards.Select(static card => new StoredSide(SideKey.OfStored(card.Task, card.Item), card.Version, UtcTicks.ToTime(card.ScoredAt))).Reverse()],
            [.. history.Select(static entry => (long)entry.Record.Version)],
            actor.May("norms.read") ? [.. (await grains.GetGrain<IRuleSetGrain>(ruleSet).GetStatusAsync()).Drafts.Where(static draft => draft.IsLive)] : []);
    }
}

/// <summary>Sets, and of the chosen one all that can stand on a side.</summary>
/// <param name="Stored">The newest first.</param>
/// <param name="Versions">The newest first.</param>
internal sealed record SideChoice(ImmutableArray<string> Sets, ImmutableArray<StoredSide> Stored, ImmutableArray<long> Versions, ImmutableArray<Draft> Drafts)
{
    public bool Has(SideKey key) => Stored.Any(card => card.Key == key) || (key.Version is { } version && Versions.Contains(version)) || Drafts.Any(draft => draft.Id == key.Draft);
}

/// <summary>A stored scorecard of the interaction.</summary>
internal sealed record StoredSide(SideKey Key, long Version, DateTimeOffset ScoredAt);
