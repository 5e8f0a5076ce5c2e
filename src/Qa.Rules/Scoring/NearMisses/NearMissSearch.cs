using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Rules.Scoring.NearMisses;

/// <summary>
/// Says why a norm did not hit: the words are there, but in the customer's turn, outside the window, excepted, too few. Each
/// condition that looks for words is scored again without its restrictions and with one of them at a time, by the engine
/// itself; so what is said here is what scoring does. A pure function.
/// </summary>
public static class NearMissSearch
{
    private static readonly DocumentMapping Nothing = new(default, []);

    /// <summary>Null when there is no enabled norm at the path.</summary>
    public static NearMissReport? Of(NormTree tree, string path, Interaction interaction)
    {
        if (NodePath.Find(tree, path) is not { } place || place.Node(tree) is not Norm { Enabled: true } norm || place.Ancestors.Any(static category => !category.Enabled))
            return null;
        var actual = Scorer.Score(CompiledTree.Compile(tree with { Nodes = [norm], Document = Nothing }), interaction, version: 0).Norms[0];
        var misses = ImmutableArray.CreateBuilder<NearMiss>();
        if (actual.Outcome == Outcome.Uncertain)
            misses.AddRange(actual.Hits.Select(static hit => new NearMiss("", hit, NearMissReasons.LowConfidence)));
        var leaves = NearMissLeaves.Of(tree, norm).Select(static leaf => (leaf.Place, Variants: NearMissVariants.Of(leaf.Condition))).ToList();
        if (leaves.Count == 0)
            return new(actual.Outcome, misses.ToImmutable());
        var conditions = leaves.SelectMany(static leaf => leaf.Variants.All).ToList();
        var results = Score(tree, conditions, interaction);
        var next = 0;
        foreach (var (leafPlace, variants) in leaves)
        {
            var own = results.AsSpan(next, variants.All.Count);
            next += variants.All.Count;
            Add(misses, leafPlace, variants, own);
        }

        return new(actual.Outcome, misses.ToImmutable());
    }

    private static void Add(ImmutableArray<NearMiss>.Builder misses, string place, NearMissVariants variants, ReadOnlySpan<NormResult> results)
    {
        if (results[NearMissVariants.AsWritten].Outcome == Outcome.Violated)
            return;
        foreach (var hit in results[NearMissVariants.Unrestricted].Hits)
        {
            var reasons = NearMissReasons.None;
            for (var i = NearMissVariants.FirstRestriction; i < results.Length; i++)
            {
                var (reason, needed) = variants.Restrictions[i - NearMissVariants.FirstRestriction];
                if ((reasons & needed) != 0 || results[i].Hits.Any(other => Covers(other, hit)))
                    continue;
                reasons |= results[i].Outcome == Outcome.NotMeasurable ? NearMissReasons.NotMeasurable : reason;
            }

            misses.Add(new(place, hit, reasons == NearMissReasons.None ? NearMissReasons.TooFew : reasons));
        }
    }

    private static bool Covers(Hit other, Hit hit) => other.Turn == hit.Turn && other.Start == hit.Start && other.Length == hit.Length;

    private static ImmutableArray<NormResult> Score(NormTree tree, IEnumerable<Condition> conditions, Interaction interaction)
    {
        var norms = conditions.Select(static (condition, index) => (TreeNode)new Norm(
            FormattableString.Invariant($"v{index}"), "v", null, null, true, Nothing, null, new Judgement.Forbid(condition, -1m, PerHit: false, MaxHits: null), Severity.Nonfatal));
        var probe = tree with { Score = ScoreRules.Default, Nodes = [.. norms], Document = Nothing };
        return Scorer.Score(CompiledTree.Compile(probe), interaction, version: 0).Norms;
    }
}
