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
        var leaves = ImmutableHashSet.CreateBuilder<int>();
        foreach (var part in parts)
        {
            needs |= part.Needs;
            readsText |= part.ReadsText;
            mayFail |= part.MayFail;
            leaves.UnionWith(part.Leaves);
        }

        return new(needs, readsText, mayFail, leaves.ToImmutable());
    }
}
