using System.Collections.Immutable;
using Qa.Rules.Scoring;

namespace Qa.Rules.Compilation;

/// <summary>What is known beforehand of several conditions together.</summary>
internal sealed record ConditionTraits(Needs Needs, bool ReadsText, bool MayFail, ImmutableHashSet<int> Leaves)
{
    public static ConditionTraits Of(ImmutableArray<ConditionEvaluator> parts)
    {
        var needs = Needs.None;
        var readsText = false;
        var mayFail = false;

        // What the largest part has is shared and not copied: conditions stand inside each other many deep.
        var largest = ImmutableHashSet<int>.Empty;
        foreach (var part in parts)
            largest = part.Leaves.Count > largest.Count ? part.Leaves : largest;
        var leaves = largest;
        foreach (var part in parts)
        {
            needs |= part.Needs;
            readsText |= part.ReadsText;
            mayFail |= part.MayFail;
            leaves = ReferenceEquals(largest, part.Leaves) ? leaves : leaves.Union(part.Leaves);
        }

        return new(needs, readsText, mayFail, leaves);
    }
}
