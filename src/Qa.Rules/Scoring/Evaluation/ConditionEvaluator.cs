using System.Collections.Immutable;
using Qa.Rules.Compilation;

namespace Qa.Rules.Scoring;

/// <summary>
/// A compiled condition. Evaluation never stops early: an <c>expr</c> that cannot be computed must be found wherever it
/// stands, so composites evaluate all their parts.
/// </summary>
internal abstract class ConditionEvaluator
{
    /// <summary>What an interaction must have for this to be measurable.</summary>
    public Needs Needs { get; init; }

    /// <summary>Contains an operator that reads words, also in around, lacking, sequence and through use.</summary>
    public bool ReadsText { get; init; }

    /// <summary>
    /// What it comes to, without hits, when none of <see cref="Leaves"/> has an occurrence; null when that cannot be told
    /// without evaluating it. Most norms of most interactions are never evaluated because of this.
    /// </summary>
    public bool? Quiet { get; init; }

    /// <summary>It could come out unmeasurable while it is evaluated: there is an <c>expr</c> in it.</summary>
    public bool MayFail { get; init; }

    /// <summary>The text operators in it that the matching pass finds occurrences for.</summary>
    public ImmutableHashSet<int> Leaves { get; init; } = [];

    public abstract Verdict Evaluate(ScoringRun run);
}
