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

    private const int MaximumAgents = 1_000;

    private readonly Dictionary<(string Path, string Before, string After), NormSums> _norms = [];
    private readonly Dictionary<string, PartSums> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartSums> _groups = new(StringComparer.Ordinal);

    // The least of them is the first to go.
    private readonly PriorityQueue<ImpactExample, ImpactExample> _examples = new(Comparer<ImpactExample>.Create(static (one, other) => -Order(one, other)));
    private ImpactSums _sums;

    public void NormChanged(string path, string before, string after, decimal pointsChange, string interaction) =>
        SumsOf((path, before, after)).Add(pointsChange, interaction);

    /// <param name="group">As the interaction names it; null where it names none.</param>
    public void Compared(ImpactExample one, string? group, bool passedBefore, bool passedAfter, bool isChanged)
    {
        _sums = _sums.Plus(ImpactSums.Of(one, passedBefore, passedAfter, isChanged));
        Add(_agents, one.Agent, PartSums.Of(one, isChanged));
        Add(_groups, group ?? "", PartSums.Of(one, isChanged));
        if (isChanged)
            AddExample(one);
    }

    /// <summary>One that the other version is not for, and that is not compared.</summary>
    public void NoLongerFits() => _sums = _sums with { NoLongerFit = _sums.NoLongerFit + 1 };

    public void Add(ImpactTally other)
    {
        _sums = _sums.Plus(other._sums);
        foreach (var (norm, sums) in other._norms)
            SumsOf(norm).Add(sums);
        foreach (var (agent, sums) in other._agents)
            Add(_agents, agent, sums);
        foreach (var (group, sums) in other._groups)
            Add(_groups, group, sums);
        foreach (var (example, _) in other._examples.UnorderedItems)
            AddExample(example);
    }

    /// <param name="newlyFit">As <see cref="ImpactReport.NewlyFit"/>.</param>
    public ImpactReport Report(long newlyFit) => new(
        _sums.Count, _sums.Changed, _sums.VetoesGained, _sums.VetoesLost, _sums.NowFailed, _sums.NowPassed,
        Mean(_sums.Before, _sums.Count), Mean(_sums.After, _sums.Count),
        [.. _norms.GroupBy(static one => one.Key.Path, StringComparer.Ordinal).Select(static norm => ReportOf(norm.Key, [.. norm]))
            .OrderByDescending(static norm => norm.Changed).ThenBy(static norm => norm.Path, StringComparer.Ordinal)],
        [.. Changed(_agents).Take(MaximumAgents)
            .Select(static one => new AgentImpact(one.Key, one.Value.Count, one.Value.Changed, one.Value.VetoedBefore, one.Value.VetoedAfter, one.Value.MeanBefore, one.Value.MeanAfter))],
        [.. _examples.UnorderedItems.Select(static one => one.Element).Order(Comparer<ImpactExample>.Create(Order))],
        _sums.NoLongerFit, newlyFit)
    {
        Groups =
        [
            .. Changed(_groups).Take(ImpactReport.MaximumGroups)
                .Select(static one => new GroupImpact(one.Key, one.Value.Count, one.Value.Changed, one.Value.VetoedBefore, one.Value.VetoedAfter, one.Value.MeanBefore, one.Value.MeanAfter)),
        ],
    };

    // Those whose mean fell most first.
    private static IEnumerable<KeyValuePair<string, PartSums>> Changed(Dictionary<string, PartSums> parts) => parts.Where(static one => one.Value.Changed > 0)
        .OrderBy(static one => one.Value.MeanAfter - one.Value.MeanBefore).ThenBy(static one => one.Key, StringComparer.Ordinal);

    private static NormImpact ReportOf(string path, KeyValuePair<(string Path, string Before, string After), NormSums>[] changes) => new(
        path, changes.Sum(static change => change.Value.Count), (double)changes.Sum(static change => change.Value.PointsChange),
        [.. changes.Select(static change => new OutcomeChange(change.Key.Before, change.Key.After, change.Value.Count) { Examples = [.. change.Value.Examples] })
            .OrderByDescending(static change => change.Count).ThenBy(static change => change.Before, StringComparer.Ordinal).ThenBy(static change => change.After, StringComparer.Ordinal)]);

    private static double Mean(decimal sum, long count) => count == 0 ? 0 : (double)(sum / count);

    private NormSums SumsOf((string Path, string Before, string After) norm)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_norms, norm, out _);
        return sums ??= new();
    }

    private static void Add(Dictionary<string, PartSums> parts, string part, PartSums sums)
    {
        ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(parts, part, out _);
        mine = mine.Plus(sums);
    }

    private void AddExample(ImpactExample example)
    {
        _examples.Enqueue(example, example);
        if (_examples.Count > ImpactReport.MaximumExamples)
            _examples.Dequeue();
    }

    // The largest change first.
    private static int Order(ImpactExample one, ImpactExample other) =>
        Math.Abs(other.After - other.Before).CompareTo(Math.Abs(one.After - one.Before)) is not 0 and var byChange
            ? byChange
            : string.CompareOrdinal(one.Interaction, other.Interaction);

    private sealed class NormSums
    {
        public long Count { get; private set; }

        public decimal PointsChange { get; private set; }

        /// <summary>The first by their ids, so that they do not depend on who met which.</summary>
        public SortedSet<string> Examples { get; } = new(StringComparer.Ordinal);

        public void Add(decimal pointsChange, string interaction)
        {
            (Count, PointsChange) = (Count + 1, PointsChange + pointsChange);
            AddExample(interaction);
        }

        public void Add(NormSums other)
        {
            (Count, PointsChange) = (Count + other.Count, PointsChange + other.PointsChange);
            foreach (var interaction in other.Examples)
                AddExample(interaction);
        }

        private void AddExample(string interaction)
        {
            if (Examples.Count == OutcomeChange.MaximumExamples && string.CompareOrdinal(interaction, Examples.Max) > 0)
                return;
            Examples.Add(interaction);
            if (Examples.Count > OutcomeChange.MaximumExamples)
                Examples.Remove(Examples.Max!);
        }
    }

    // Of an agent, or of a group.
    private readonly record struct PartSums(long Count, long Changed, long VetoedBefore, long VetoedAfter, decimal Before, decimal After)
    {
        public double MeanBefore => Mean(Before, Count);

        public double MeanAfter => Mean(After, Count);

        public static PartSums Of(ImpactExample one, bool isChanged) =>
            new(1, isChanged ? 1 : 0, one.VetoedBefore ? 1 : 0, one.VetoedAfter ? 1 : 0, one.Before, one.After);

        public PartSums Plus(PartSums other) => new(
            Count + other.Count, Changed + other.Changed, VetoedBefore + other.VetoedBefore, VetoedAfter + other.VetoedAfter, Before + other.Before, After + other.After);
    }

    private readonly record struct ImpactSums(
        long Count, long Changed, long VetoesGained, long VetoesLost, long NowFailed, long NowPassed, decimal Before, decimal After, long NoLongerFit = 0)
    {
        public static ImpactSums Of(ImpactExample one, bool passedBefore, bool passedAfter, bool isChanged) => new(
            1, isChanged ? 1 : 0,
            one is { VetoedBefore: false, VetoedAfter: true } ? 1 : 0, one is { VetoedBefore: true, VetoedAfter: false } ? 1 : 0,
            passedBefore && !passedAfter ? 1 : 0, !passedBefore && passedAfter ? 1 : 0, one.Before, one.After);

        public ImpactSums Plus(ImpactSums other) => new(
            Count + other.Count, Changed + other.Changed, VetoesGained + other.VetoesGained, VetoesLost + other.VetoesLost,
            NowFailed + other.NowFailed, NowPassed + other.NowPassed, Before + other.Before, After + other.After, NoLongerFit + other.NoLongerFit);
    }
}
