using Qa.Portal.Modules.NormSets.Cases;
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

    private readonly CaseJudge _judge;

    public CaseRunner(NormTree tree) => (Tree, _judge) = (tree, new(CompiledTree.Compile(tree)));

    public NormTree Tree { get; }

    /// <summary>The enabled norms, in document order.</summary>
    public IEnumerable<string> NormPaths => _judge.Tree.NormPaths;

    public bool HasNorm(string path) => _judge.HasNorm(path);

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
        var (result, hasOutcome, hasTexts) = _judge.Judge(norm, new(normCase.MustHit, normCase.Outcome, normCase.Texts), interaction);
        return new(norm, normCase, result, hasOutcome, hasTexts);
    }
}

/// <summary>What a case came to.</summary>
/// <param name="HasOutcome">Whether the outcome is one that was asked for.</param>
/// <param name="HasTexts">Whether the hits are those that were asked for.</param>
internal sealed record CaseVerdict(string Norm, NormCase Case, NormResult Result, bool HasOutcome, bool HasTexts)
{
    public bool Passed => HasOutcome && HasTexts;
}
