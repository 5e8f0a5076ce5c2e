using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Scores the dialogues of cases by a tree and compares what a norm came to with what is asked: the one judgement, for cases in files and for those kept with a set.</summary>
internal sealed class CaseJudge
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Norm> _norms;

    public CaseJudge(CompiledTree tree)
    {
        (Tree, _norms) = (tree, TreeWalk.NormsByPath(tree.Tree));
        foreach (var path in tree.NormPaths)
            _indexes.Add(path, _indexes.Count);
    }

    public CompiledTree Tree { get; }

    /// <summary>Whether there is an enabled norm at a path.</summary>
    public bool HasNorm(string path) => _indexes.ContainsKey(path);

    /// <param name="norm">Path of an enabled norm.</param>
    public string NameOf(string norm) => _norms[norm].Name;

    /// <param name="norm">Path of an enabled norm.</param>
    public CaseJudgement Judge(string norm, CaseDemand demand, Interaction interaction)
    {
        var result = Scorer.Score(Tree, interaction, version: 0).Norms[_indexes[norm]];
        return new(result, demand.Allows(result.Outcome), demand.Texts is not { } texts || texts.SequenceEqual(result.Hits.Select(static hit => hit.Text), StringComparer.Ordinal));
    }
}

/// <summary>What is asked of a norm.</summary>
/// <param name="MustHit">Whether it must be violated or rewarded; else it must be met or not applicable.</param>
/// <param name="Outcome">Exactly this outcome, where one is asked for.</param>
/// <param name="Texts">The original texts of the hits, in order; null where they are not asked for.</param>
internal readonly record struct CaseDemand(bool MustHit, Outcome? Outcome = null, ImmutableArray<string>? Texts = null)
{
    public bool Allows(Outcome found) => Outcome is { } exact ? found == exact
        : MustHit ? found is Rules.Scoring.Outcome.Violated or Rules.Scoring.Outcome.Rewarded
        : found is Rules.Scoring.Outcome.Met or Rules.Scoring.Outcome.NotApplicable;
}

/// <summary>What a norm came to on a case.</summary>
/// <param name="HasOutcome">Whether the outcome is one that was asked for.</param>
/// <param name="HasTexts">Whether the hits are those that were asked for.</param>
internal readonly record struct CaseJudgement(NormResult Result, bool HasOutcome, bool HasTexts)
{
    public bool Passed => HasOutcome && HasTexts;
}
