using System.Runtime.InteropServices;

namespace Qa.Grains.Replay;

/// <summary>
/// Counts what differs; each worker has its own, and they are added up. The report does not depend on how the interactions
/// were shared out among the workers.
/// </summary>
internal sealed class ImpactTally
{
    /// <summary>The outcome of a norm that the version does not have.</summary>
    public const string Absent = "absent";

    private const int MaximumExamples = 100;
    private const int MaximumAgents = 1_000;

    private readonly Dictionary<(string Path, string Before, string After), NormSums> _norms = [];
    private readonly Dictionary<string, AgentSums> _agents = new(StringComparer.Ordinal);

    // The least of them is the first to go.
    private readonly PriorityQueue<ImpactExample, ImpactExample> _examples = new(Comparer<ImpactExample>.Create(static (one, other) => -Order(one, other)));
    private ImpactSums _sums;

    public void NormChanged(string path, string before, string after, decimal pointsChange)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_norms, (path, before, after), out _);
        sums = sums.Plus(new(1, pointsChange));
    }

    public void Compared(ImpactExample one, bool passedBefore, bool passedAfter, bool isChanged)
    {
        _sums = _sums.Plus(ImpactSums.Of(one, passedBefore, passedAfter, isChanged));
        ref var agent = ref CollectionsMarshal.GetValueRefOrAddDefault(_agents, one.Agent, out _);
        agent = agent.Plus(AgentSums.Of(one, isChanged));
        if (one.Before != one.After || one.VetoedBefore != one.VetoedAfter)
            AddExample(one);
    }

    public void Add(ImpactTally other)
    {
        _sums = _sums.Plus(other._sums);
        foreach (var (norm, sums) in other._norms)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_norms, norm, out _);
            mine = mine.Plus(sums);
        }

        foreach (var (agent, sums) in other._agents)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_agents, agent, out _);
            mine = mine.Plus(sums);
        }

        foreach (var (example, _) in other._examples.UnorderedItems)
            AddExample(example);
    }

    public ImpactReport Report() => new(
        _sums.Count, _sums.Changed, _sums.VetoesGained, _sums.VetoesLost, _sums.NowFailed, _sums.NowPassed,
        Mean(_sums.Before, _sums.Count), Mean(_sums.After, _sums.Count),
        [.. _norms.GroupBy(static one => one.Key.Path, StringComparer.Ordinal).Select(static norm => ReportOf(norm.Key, [.. norm]))
            .OrderByDescending(static norm => norm.Changed).ThenBy(static norm => norm.Path, StringComparer.Ordinal)],
        [.. _agents.Where(static one => one.Value.Changed > 0)
            .Select(static one => ReportOf(one.Key, one.Value))
            .OrderBy(static one => one.MeanAfter - one.MeanBefore).ThenBy(static one => one.Agent, StringComparer.Ordinal).Take(MaximumAgents)],
        [.. _examples.UnorderedItems.Select(static one => one.Element).Order(Comparer<ImpactExample>.Create(Order))]);

    private static NormImpact ReportOf(string path, KeyValuePair<(string Path, string Before, string After), NormSums>[] changes) => new(
        path, changes.Sum(static change => change.Value.Count), (double)changes.Sum(static change => change.Value.PointsChange),
        [.. changes.Select(static change => new OutcomeChange(change.Key.Before, change.Key.After, change.Value.Count))
            .OrderByDescending(static change => change.Count).ThenBy(static change => change.Before, StringComparer.Ordinal).ThenBy(static change => change.After, StringComparer.Ordinal)]);

    private static AgentImpact ReportOf(string agent, AgentSums sums) =>
        new(agent, sums.Count, sums.Changed, sums.VetoedBefore, sums.VetoedAfter, Mean(sums.Before, sums.Count), Mean(sums.After, sums.Count));

    private static double Mean(decimal sum, long count) => count == 0 ? 0 : (double)(sum / count);

    private void AddExample(ImpactExample example)
    {
        _examples.Enqueue(example, example);
        if (_examples.Count > MaximumExamples)
            _examples.Dequeue();
    }

    // The largest change first.
    private static int Order(ImpactExample one, ImpactExample other) =>
        Math.Abs(other.After - other.Before).CompareTo(Math.Abs(one.After - one.Before)) is not 0 and var byChange
            ? byChange
            : string.CompareOrdinal(one.Interaction, other.Interaction);

    private readonly record struct NormSums(long Count, decimal PointsChange)
    {
        public NormSums Plus(NormSums other) => new(Count + other.Count, PointsChange + other.PointsChange);
    }

    private readonly record struct AgentSums(long Count, long Changed, long VetoedBefore, long VetoedAfter, decimal Before, decimal After)
    {
        public static AgentSums Of(ImpactExample one, bool isChanged) =>
            new(1, isChanged ? 1 : 0, one.VetoedBefore ? 1 : 0, one.VetoedAfter ? 1 : 0, one.Before, one.After);

        public AgentSums Plus(AgentSums other) => new(
            Count + other.Count, Changed + other.Changed, VetoedBefore + other.VetoedBefore, VetoedAfter + other.VetoedAfter, Before + other.Before, After + other.After);
    }

    private readonly record struct ImpactSums(
        long Count, long Changed, long VetoesGained, long VetoesLost, long NowFailed, long NowPassed, decimal Before, decimal After)
    {
        public static ImpactSums Of(ImpactExample one, bool passedBefore, bool passedAfter, bool isChanged) => new(
            1, isChanged ? 1 : 0,
            one is { VetoedBefore: false, VetoedAfter: true } ? 1 : 0, one is { VetoedBefore: true, VetoedAfter: false } ? 1 : 0,
            passedBefore && !passedAfter ? 1 : 0, !passedBefore && passedAfter ? 1 : 0, one.Before, one.After);

        public ImpactSums Plus(ImpactSums other) => new(
            Count + other.Count, Changed + other.Changed, VetoesGained + other.VetoesGained, VetoesLost + other.VetoesLost,
            NowFailed + other.NowFailed, NowPassed + other.NowPassed, Before + other.Before, After + other.After);
    }
}
