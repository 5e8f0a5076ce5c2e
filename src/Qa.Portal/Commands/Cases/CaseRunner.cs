using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary>Scores cases by a tree and compares what came out with what was asked for.</summary>
internal sealed class CaseRunner
{
    // Cases are about words and times; who and when do not matter to them, and must not vary.
    private const string CaseId = "case";
    private const string CaseTime = "2026-01-01T00:00:00Z";
    private static readonly AgentReference CaseAgent = new("agent", null, null);

    private readonly CompiledTree _compiled;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public CaseRunner(NormTree tree)
    {
        Tree = tree;
        _compiled = CompiledTree.Compile(tree);
        foreach (var path in _compiled.NormPaths)
            _indexes.Add(path, _indexes.Count);
    }

    public NormTree Tree { get; }

    /// <summary>The enabled norms, in document order.</summary>
    public IEnumerable<string> NormPaths => _compiled.NormPaths;

    public bool HasNorm(string path) => _indexes.ContainsKey(path);

    /// <param name="norm">Path of an enabled norm.</param>
    public CaseVerdict Run(string norm, NormCase normCase)
    {
        var interaction = new Interaction(
            CaseId,
            normCase.Channel ?? (Tree.AppliesTo.Channels is [var first, ..] ? first : Channel.Voice),
            CaseTime,
            CaseAgent,
            null,
            normCase.BusinessLine,
            null,
            normCase.Attributes,
            normCase.Turns);
        var result = Scorer.Score(_compiled, interaction, version: 0).Norms[_indexes[norm]];
        return new(norm, normCase, result, IsAsAsked(normCase, result.Outcome), HasTexts(normCase, result.Hits));
    }

    private static bool IsAsAsked(NormCase normCase, Outcome outcome)
    {
        if (normCase.Outcome is { } exact)
            return outcome == exact;
        return normCase.MustHit
            ? outcome is Outcome.Violated or Outcome.Rewarded
            : outcome is Outcome.Met or Outcome.NotApplicable;
    }

    private static bool HasTexts(NormCase normCase, ImmutableArray<Hit> hits) =>
        normCase.Texts is not { } texts || texts.SequenceEqual(hits.Select(static hit => hit.Text), StringComparer.Ordinal);
}

/// <summary>What a case came to.</summary>
/// <param name="HasOutcome">Whether the outcome is one that was asked for.</param>
/// <param name="HasTexts">Whether the hits are those that were asked for.</param>
internal sealed record CaseVerdict(string Norm, NormCase Case, NormResult Result, bool HasOutcome, bool HasTexts)
{
    public bool Passed => HasOutcome && HasTexts;
}
