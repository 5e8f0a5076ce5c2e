using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>Today beside yesterday.</summary>
/// <param name="Agents">Of today, in no order.</param>
internal sealed record TodaySight(DayFigures Today, DayFigures Yesterday, ImmutableArray<AgentDay> Agents);

/// <summary>What the interactions of a day came to.</summary>
/// <param name="MeanScore">Of all results; null without any.</param>
internal sealed record DayFigures(long Interactions, long Results, double? MeanScore, long Passed, long Vetoed, long NeedsReview)
{
    /// <summary>Share of the results that passed, 0..1; null without any.</summary>
    public double? PassRate => Results == 0 ? null : (double)Passed / Results;

    public static DayFigures Of(IEnumerable<AgentDay> agents)
    {
        var (interactions, results, score, passed, vetoed, review) = (0L, 0L, 0.0, 0L, 0L, 0L);
        foreach (var agent in agents)
        {
            interactions += agent.Interactions;
            results += agent.Results;
            score += agent.ScoreSum;
            passed += agent.Passed;
            vetoed += agent.Vetoed;
            review += agent.NeedsReview;
        }

        return new(interactions, results, results == 0 ? null : score / results, passed, vetoed, review);
    }
}
