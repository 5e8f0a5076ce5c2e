using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary>Which turn is the how-manyeth of its role: computed once an interaction, and only when a condition counts turns.</summary>
internal sealed class TurnIndex
{
    private readonly GrowingList<int> _rankOfRole = new();
    private readonly GrowingList<int> _rankOfAny = new();

    public int AgentCount { get; private set; }

    public int CustomerCount { get; private set; }

    public int AnyCount => AgentCount + CustomerCount;

    public void Build(ImmutableArray<Turn> turns)
    {
        var ofRole = _rankOfRole.Resize(turns.Length);
        var ofAny = _rankOfAny.Resize(turns.Length);
        AgentCount = CustomerCount = 0;
        for (var turn = 0; turn < turns.Length; turn++)
        {
            ofRole[turn] = turns[turn].Role switch
            {
                Role.Agent => ++AgentCount,
                Role.Customer => ++CustomerCount,
                _ => 0,
            };
            ofAny[turn] = ofRole[turn] == 0 ? 0 : AnyCount;
        }
    }

    public int Count(RoleFilter role) => role switch
    {
        RoleFilter.Agent => AgentCount,
        RoleFilter.Customer => CustomerCount,
        _ => AnyCount,
    };

    /// <summary>Whether a turn of the role lies in the range. The turn must be of the role.</summary>
    public bool Contains(TurnRange range, RoleFilter role, int turn)
    {
        var rank = role == RoleFilter.Any ? _rankOfAny.Span[turn] : _rankOfRole.Span[turn];
        return range switch
        {
            TurnRange.Edge { From: WindowEdge.First } first => rank <= first.Count,
            TurnRange.Edge last => rank > (long)Count(role) - last.Count,
            TurnRange.Between between => rank >= between.From && rank <= between.To,
            _ => throw new InvalidOperationException($"unknown range {range}"),
        };
    }
}
