using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>The table of outcomes, section 4 of the page, from its first row to its last, and the points of a norm.</summary>
internal sealed class NaiveNormJudge(JsonObject lets, NaiveInteraction interaction, Fraction minConfidence)
{
    public NaiveVerdict Judge(JsonObject norm, string path)
    {
        var (outcome, result) = Outcome(norm);
        var isVeto = norm["points"]?.GetValueKind() == System.Text.Json.JsonValueKind.String;
        var counts = outcome is "violated" or "rewarded";
        return new(
            path,
            outcome,
            counts && !isVeto ? Points(norm, result) : Fraction.Zero,
            result.Hits,
            isVeto || (string?)norm["severity"] == "fatal",
            isVeto && outcome == "violated");
    }

    private static Fraction Points(JsonObject norm, NaiveResult result)
    {
        var points = Fraction.Of(norm["points"])!;
        if (!((bool?)norm["perHit"] ?? false)) return points;
        return points * Math.Min(result.Count, (int?)norm["maxHits"] ?? int.MaxValue);
    }

    /// <summary>The outcome, and the hits that the scorecard shows with it.</summary>
    private (string Outcome, NaiveResult Result) Outcome(JsonObject norm)
    {
        if (norm["when"] is JsonObject when)
        {
            if (Measure(when) is not { } applies) return ("notMeasurable", NaiveResult.Not);
            if (!applies.Holds) return ("notApplicable", NaiveResult.Not);
        }

        if (norm["manual"] is not null) return ("manual", NaiveResult.Not);
        var condition = (norm["forbid"] ?? norm["require"] ?? norm["reward"])!.AsObject();
        if (Measure(condition) is not { } result) return ("notMeasurable", NaiveResult.Not);
        if (norm["reward"] is not null) return (result.Holds ? "rewarded" : "met", result);
        if (norm["forbid"] is not null) return (Forbidden(result), result);
        if (result.Holds) return ("met", result);
        var maybeNotHeard = NaiveWalk.ContainsTextOperator(condition, lets)
            && interaction.Turns.Any(t => t.Role == "agent" && t.Confidence < minConfidence);
        return (maybeNotHeard ? "uncertain" : "violated", result);
    }

    private string Forbidden(NaiveResult result)
    {
        if (!result.Holds) return "met";
        var allUncertain = result.Hits.Count > 0 && result.Hits.All(h => interaction.Turns[h.Turn].Confidence < minConfidence);
        return allUncertain ? "uncertain" : "violated";
    }

    /// <summary>Nothing where the condition is not measurable, by its text or by what happens in an expr.</summary>
    private NaiveResult? Measure(JsonObject condition)
    {
        if (NaiveWalk.IsNotMeasurable(condition, lets, interaction)) return null;
        try
        {
            return new NaiveCondition(lets, interaction).Evaluate(condition);
        }
        catch (NotMeasurableException)
        {
            return null;
        }
    }
}
