using System.Buffers;
using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Grains.Replay;

/// <summary>Two versions side by side, their norms matched by path.</summary>
internal sealed class VersionComparison
{
    private readonly CompiledTree _before;
    private readonly CompiledTree _after;
    private readonly ImmutableArray<(string Path, int Before, int After)> _norms;

    public VersionComparison(CompiledTree before, CompiledTree after)
    {
        (_before, _after) = (before, after);
        var places = after.NormPaths.Select(static (path, index) => (path, index)).ToDictionary(static one => one.path, static one => one.index, StringComparer.Ordinal);
        var known = before.NormPaths.ToHashSet(StringComparer.Ordinal);
        _norms =
        [
            .. before.NormPaths.Select((path, index) => (path, index, places.GetValueOrDefault(path, -1))),
            .. after.NormPaths.Select(static (path, index) => (path, -1, index)).Where(one => !known.Contains(one.path)),
        ];
    }

    public void Compare(Interaction interaction, ComparedInteraction row, ImpactTally tally)
    {
        var before = ArrayPool<QuickNorm>.Shared.Rent(_before.NormCount);
        var after = ArrayPool<QuickNorm>.Shared.Rent(_after.NormCount);
        var old = Scorer.ScoreQuickly(_before, interaction, before.AsSpan(0, _before.NormCount));
        var now = Scorer.ScoreQuickly(_after, interaction, after.AsSpan(0, _after.NormCount));
        var changed = (old.Score, old.Vetoed, old.Passed) != (now.Score, now.Vetoed, now.Passed);
        foreach (var (path, at, then) in _norms)
        {
            if (at >= 0 && then >= 0 && before[at] == after[then])
                continue;
            changed = true;
            tally.NormChanged(path, NameOf(before, at), NameOf(after, then), PointsOf(after, then) - PointsOf(before, at), interaction.Id);
        }

        tally.Compared(new(interaction.Id, row.Agent, old.Score, now.Score, old.Vetoed, now.Vetoed), row.AgentGroup, old.Passed, now.Passed, changed);
        ArrayPool<QuickNorm>.Shared.Return(before);
        ArrayPool<QuickNorm>.Shared.Return(after);
    }

    private static string NameOf(QuickNorm[] norms, int index) => index < 0 ? ImpactTally.Absent : OutcomeNames.Of(norms[index].Outcome);

    private static decimal PointsOf(QuickNorm[] norms, int index) => index < 0 ? 0 : norms[index].Points;
}
