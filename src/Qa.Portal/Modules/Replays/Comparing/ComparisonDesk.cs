using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Shadow;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>Scores one interaction by two versions, drafts or as it was stored, and lays them side by side. Nothing is stored.</summary>
internal sealed class ComparisonDesk(InteractionArchive archive, VersionCatalogue catalogue, ComparedTrees trees, ShadowRuns shadows, Reaches reaches)
{
    private const string ReadInteractions = "interactions.read";
    private const string ReadNorms = "norms.read";

    /// <param name="before">Null for the scorecard that a shadow run beside it has compared, or that the set made last, or the version in force where it has none.</param>
    /// <param name="after">Null for the version in force.</param>
    public async Task<Comparison> CompareAsync(string interaction, string? ruleSet, SideKey? before, SideKey? after, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReplayDesk.Run);
        actor.Require(ReadInteractions);
        if (await archive.FindAsync(interaction) is not { } newest || !await CoversAsync(newest.Content, actor, cancellation))
            return Comparison.Missing;
        var cards = await archive.ScorecardsAsync(interaction);
        var set = ruleSet ?? (cards.Count > 0 ? cards[^1].RuleSet : null);
        if (set is null || await catalogue.FindSetAsync(set) is not { Version: { } head })
            return new(ComparisonState.NoSet, null, set);
        var last = cards.LastOrDefault(card => card.RuleSet == set);
        var left = before ?? (after is { Shadow: { } run } && await shadows.LastCardAsync(run, interaction) is var (task, item) ? SideKey.OfStored(task, item) : last is null ? SideKey.OfVersion(head) : SideKey.OfStored(last.Task, last.Item));
        var right = after ?? SideKey.OfVersion(head);

        if (CardOf(left) is { } first && CardOf(right) is { } second && first.Revision != second.Revision)
            return new(ComparisonState.OtherRevisions, null, set);

        // A stored scorecard is of the revision that it was made of, and what stands beside it too.
        var revision = CardOf(left)?.Revision ?? CardOf(right)?.Revision ?? newest.Revision;
        if (await archive.FindAsync(interaction, revision) is not { } stored || InteractionReader.Read(stored.Content).Interaction is not { } said || !await CoversAsync(stored.Content, actor, cancellation))
            return Comparison.Missing;
        if (stored.Erasure is not null)
            return new(ComparisonState.Erased, null, set);
        try
        {
            return await SideAsync(set, left, CardOf(left), said, actor, cancellation) is { } one && await SideAsync(set, right, CardOf(right), said, actor, cancellation) is { } other
                ? new(ComparisonState.Done, SightOf(said, set, one, other), set)
                : new(ComparisonState.NoSide, null, set);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A scorecard that is none any more, or a tree whose bytes are not those that were published.
            return new(ComparisonState.Altered, null, set);
        }

        StoredScorecard? CardOf(SideKey key) => key.Stored is var (task, item) ? cards.FirstOrDefault(card => (card.Task, card.Item, card.RuleSet) == (task, item, set)) : null;
    }

    private async ValueTask<bool> CoversAsync(byte[] content, Actor actor, CancellationToken cancellation)
    {
        var agent = InteractionReader.Read(content).Interaction?.Agent.Id;
        return (await reaches.OfAsync(actor, ReplayDesk.Run, cancellation)).Covers(agent) && (await reaches.OfAsync(actor, ReadInteractions, cancellation)).Covers(agent);
    }

    private async Task<Side?> SideAsync(string ruleSet, SideKey key, StoredScorecard? card, Interaction interaction, Actor actor, CancellationToken cancellation)
    {
        if (key.IsOfDraft && !actor.May(ReadNorms))
            return null;
        if (await trees.FindAsync(ruleSet, card is null ? key : SideKey.OfVersion(card.Version), cancellation) is not { } tree)
            return null;
        if (card is not null)
            return StoredSide(key, card, tree.Tree);
        var scored = Scorer.Score(await Task.Run(() => CompiledTree.Compile(tree.Tree), cancellation), interaction, checked((int)(tree.Version ?? 0)));
        return new(
            new(key, tree.Version, scored.TreeHash, ScorecardJson.Hash(scored), scored.Score, scored.Vetoed, scored.Passed, scored.NeedsReview), tree.Tree,
            scored.Norms.Select(static norm => (norm.Path, new NormCell(norm.Outcome, norm.Points, norm.Hits))));
    }

    private static Side StoredSide(SideKey key, StoredScorecard stored, NormTree tree)
    {
        var card = StoredCard.Read(stored.Body);

        // The hash of what is there, and not the one that stands beside it: whoever altered the one may have left the other.
        return new(
            new(key, stored.Version, stored.TreeHash, CanonicalJson.Hash(CanonicalJson.OfText(stored.Body)), card.Score, card.Vetoed, card.Passed, card.NeedsReview), tree,
            card.Norms.Select(static norm => (norm.Path, new NormCell(OutcomeNames.Parse(norm.Outcome) ?? Outcome.Uncertain, norm.Points, [.. norm.Hits.Select(static hit => new Hit(hit.Turn, hit.Start, hit.Length, hit.Text, hit.Via is not null))]))));
    }

    private static ComparisonSight SightOf(Interaction said, string ruleSet, Side before, Side after)
    {
        var names = NormNames.Of(before.Tree, after.Tree);
        ImmutableArray<ComparedNorm> norms = [.. before.Norms.Keys.Concat(after.Norms.Keys.Where(path => !before.Norms.ContainsKey(path)))
            .Select(path => new ComparedNorm(path, names[path], before.Norms.GetValueOrDefault(path), after.Norms.GetValueOrDefault(path)))];
        var (left, right) = (HitsOf(norms, static norm => norm.Before), HitsOf(norms, static norm => norm.After));
        return new(
            said, ruleSet, before.Sight, after.Sight, [.. norms.Select(static norm => norm with { Before = Shown(norm.Before), After = Shown(norm.After) })],
            [.. said.Turns.Select((turn, index) => ComparedText.Of(PhoneMask.InText(turn.Text), left[index], right[index]))]);
    }

    // The evidence of what is to be talked about; a greeting that was found is no news.
    private static ILookup<int, (string Norm, Hit Hit)> HitsOf(IEnumerable<ComparedNorm> norms, Func<ComparedNorm, NormCell?> side) =>
        norms.Where(norm => side(norm) is { IsRemarkable: true }).SelectMany(norm => side(norm)!.Hits.Select(hit => (Norm: norm.Name.Name, Hit: hit))).ToLookup(static one => one.Hit.Turn);

    private static NormCell? Shown(NormCell? cell) => cell is null ? null : cell with { Hits = [.. cell.Hits.Select(static hit => hit with { Text = PhoneMask.InText(hit.Text) })] };

    private sealed class Side(SideSight sight, NormTree tree, IEnumerable<(string Path, NormCell Cell)> norms)
    {
        public SideSight Sight => sight;

        public NormTree Tree => tree;

        /// <summary>In the order of the tree.</summary>
        public OrderedDictionary<string, NormCell> Norms { get; } = new(norms.Select(static one => KeyValuePair.Create(one.Path, one.Cell)), StringComparer.Ordinal);
    }
}

/// <summary>What came of laying two sides beside each other.</summary>
/// <param name="Sight">Only when it is done.</param>
/// <param name="RuleSet">The set that was compared, or none was found of.</param>
internal sealed record Comparison(ComparisonState State, ComparisonSight? Sight, string? RuleSet)
{
    public static Comparison Missing { get; } = new(ComparisonState.Missing, null, null);
}

/// <summary>How far a comparison came.</summary>
internal enum ComparisonState
{
    Done,

    /// <summary>There is no such interaction within reach.</summary>
    Missing,

    /// <summary>No set was named and none has scored it, or the set has no version.</summary>
    NoSet,

    /// <summary>One of the two sides is not there.</summary>
    NoSide,

    /// <summary>Two stored scorecards of different revisions: what was said is not the same.</summary>
    OtherRevisions,

    /// <summary>A stored scorecard or a tree is not what it was when it was stored.</summary>
    Altered,

    /// <summary>What was said was erased: nothing can be computed of it.</summary>
    Erased,
}
