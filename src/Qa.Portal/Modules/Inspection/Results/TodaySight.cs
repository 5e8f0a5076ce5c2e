using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>What the newest day with interactions came to: today, or where nothing has come yet, yesterday.</summary>
/// <param name="Day">Which it is.</param>
/// <param name="Before">The day before today; null where that is the day itself.</param>
/// <param name="Agents">Of the day, in no order.</param>
internal sealed record TodaySight(DateOnly Day, DayFigures Figures, DayFigures? Before, ImmutableArray<AgentDay> Agents);

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
