using Qa.Rules.Interactions;

namespace Qa.Portal.Commands.Reporting;

/// <summary>Counts scorecards as they come, in memory that does not grow with their number.</summary>
/// <param name="normCount">Number of enabled norms of the tree.</param>
internal sealed class RuleSetReport(int normCount)
{
    /// <summary>Interactions that are named as the worst.</summary>
    public const int WorstShown = 5;

    /// <summary>Agents that are counted by name; a centre has thousands at most.</summary>
    public const int MaximumAgents = 100_000;

    private readonly List<InteractionSummary> _worst = [];
    private readonly Dictionary<string, AgentTally> _agents = new(StringComparer.Ordinal);
    private readonly long[] _violations = new long[normCount];

    public AgentTally All { get; } = new(new("", null, null));

    /// <summary>How many interactions violated each norm, in the scorecard's order.</summary>
    public IReadOnlyList<long> Violations => _violations;

    /// <summary>The lowest scores, vetoes first, then in input order.</summary>
    public IReadOnlyList<InteractionSummary> Worst => _worst;

    public IEnumerable<AgentTally> Agents => _agents.Values;

    public void Add(InteractionSummary summary)
    {
        All.Add(summary);
        foreach (var (norm, _) in summary.Violated)
            _violations[norm]++;
        if (_agents.TryGetValue(summary.Agent.Id, out var agent))
            agent.Add(summary);
        else if (_agents.Count < MaximumAgents)
            (_agents[summary.Agent.Id] = new(summary.Agent)).Add(summary);
        AddToWorst(summary);
    }

    private void AddToWorst(InteractionSummary summary)
    {
        var place = _worst.Count;
        while (place > 0 && IsWorse(summary, _worst[place - 1]))
            place--;
        if (place == WorstShown)
            return;
        _worst.Insert(place, summary);
        if (_worst.Count > WorstShown)
            _worst.RemoveAt(WorstShown);
    }

    private static bool IsWorse(InteractionSummary a, InteractionSummary b) =>
        a.Score < b.Score || (a.Score == b.Score && ((a.Vetoed && !b.Vetoed) || (a.Vetoed == b.Vetoed && a.Violated.Length > b.Violated.Length)));
}

/// <summary>Figures of one agent, or of all.</summary>
internal sealed class AgentTally(AgentReference agent)
{
    private decimal _scores;

    public AgentReference Agent { get; } = agent;

    public long Count { get; private set; }

    public long Passed { get; private set; }

    public long Vetoed { get; private set; }

    public long NeedsReview { get; private set; }

    /// <summary>0 without interactions.</summary>
    public decimal AverageScore => Count == 0 ? 0m : _scores / Count;

    /// <summary>0..100.</summary>
    public decimal PassPercent => Count == 0 ? 0m : 100m * Passed / Count;

    public void Add(InteractionSummary summary)
    {
        Count++;
        _scores += summary.Score;
        Passed += summary.Passed ? 1 : 0;
        Vetoed += summary.Vetoed ? 1 : 0;
        NeedsReview += summary.NeedsReview ? 1 : 0;
    }
}
