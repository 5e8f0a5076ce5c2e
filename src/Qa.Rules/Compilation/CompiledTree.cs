using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>
/// A norm tree made ready to score: an immutable snapshot that any number of threads may use at once. A changed tree is
/// compiled anew and takes the old one's place by one reference; nothing is ever updated in place.
/// </summary>
public sealed class CompiledTree
{
    private CompiledTree(
        NormTree tree, ImmutableArray<CompiledNorm> norms, CategoryPlan categories, PhrasePlan phrases, int letCount)
    {
        Tree = tree;
        TreeHash = Versions.TreeHash.Of(tree.Document);
        Norms = norms;
        Categories = categories;
        Phrases = phrases;
        LetCount = letCount;
        NormsByLeaf = IndexByLeaf(norms, phrases.LeafCount);
        AlwaysJudged = [.. Enumerable.Range(0, norms.Length).Where(index => norms[index].QuietOutcome is null)];
        QuietResults = [.. norms.Select(QuietResult)];
        QuietTally = Tally.OfQuiet(this);
        LiveNormPaths =
        [
            .. norms.Where(norm => GrowingConditions.ViolationStays(norm.Norm, tree.Lets, tree.Score.MinConfidence > 0)).Select(norm => norm.Path),
        ];
    }

    /// <summary>The tree this was made from.</summary>
    public NormTree Tree { get; }

    /// <summary>Its identity: SHA-256, lower-case hexadecimal.</summary>
    public string TreeHash { get; }

    /// <summary>Paths of the enabled norms, in document order: the order of a scorecard.</summary>
    public IEnumerable<string> NormPaths => Norms.Select(norm => norm.Path);

    /// <summary>
    /// Paths of the norms whose violation stays one whatever is said after it, so that it can be told while a conversation goes on.
    /// </summary>
    public ImmutableHashSet<string> LiveNormPaths { get; }

    /// <summary>How many norms are enabled.</summary>
    public int NormCount => Norms.Length;

    internal ImmutableArray<CompiledNorm> Norms { get; }

    internal CategoryPlan Categories { get; }

    internal PhrasePlan Phrases { get; }

    internal int LetCount { get; }

    /// <summary>For each text operator the norms that it can change.</summary>
    internal ImmutableArray<ImmutableArray<int>> NormsByLeaf { get; }

    /// <summary>Norms that must be judged whether or not any phrase is said.</summary>
    internal ImmutableArray<int> AlwaysJudged { get; }

    /// <summary>The results when nothing is said: what a run begins with. Norms judged always stand in it as met.</summary>
    internal ImmutableArray<NormResult> QuietResults { get; }

    internal Tally QuietTally { get; }

    /// <param name="tree">A tree that was loaded without errors.</param>
    public static CompiledTree Compile(NormTree tree)
    {
        var phrases = new PhrasePlanBuilder();
        var conditions = new ConditionCompiler(tree.Lets, phrases);
        var outline = new TreeOutline(conditions);
        outline.AddAll(tree.Nodes);
        return new(tree, outline.Norms, outline.Categories, phrases.Build(), conditions.LetCount);
    }

    private static NormResult QuietResult(CompiledNorm norm)
    {
        var outcome = norm.QuietOutcome ?? Outcome.Met;
        return new(norm.Path, outcome, norm.PointsFor(outcome, occasions: 1), []);
    }

    private static ImmutableArray<ImmutableArray<int>> IndexByLeaf(ImmutableArray<CompiledNorm> norms, int leafCount)
    {
        var index = new ImmutableArray<int>.Builder[leafCount];
        for (var leaf = 0; leaf < leafCount; leaf++)
            index[leaf] = ImmutableArray.CreateBuilder<int>(1);
        for (var norm = 0; norm < norms.Length; norm++)
        {
            if (norms[norm].QuietOutcome is null)
                continue;
            foreach (var leaf in (norms[norm].When?.Leaves ?? []).Union(norms[norm].Condition?.Leaves ?? []))
                index[leaf].Add(norm);
        }

        return [.. index.Select(builder => builder.DrainToImmutable())];
    }
}
