using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>What a condition contains by its text alone, whatever an evaluation would come to read.</summary>
internal static class NaiveWalk
{
    private static readonly string[] TextOperators = ["anyOf", "allOf", "regex", "similar", "repeat"];
    private static readonly string[] TimingOperators = ["silence", "interruption", "speechRate", "responseTime", "duration"];
    private static readonly string[] TimingMetrics = ["durationSeconds", "silenceSeconds", "longestSilence", "agentShare"];

    /// <summary>The conditions written directly inside this one.</summary>
    public static IEnumerable<JsonObject> Inner(JsonObject condition)
    {
        foreach (var key in (string[])["all", "any"])
        {
            foreach (var part in condition[key]?.AsArray() ?? []) yield return part!.AsObject();
        }

        if (condition["not"] is JsonObject not) yield return not;
        foreach (var step in condition["sequence"]?["of"]?.AsArray() ?? []) yield return step!.AsObject();
        if (condition["lacking"] is JsonObject lacking)
        {
            yield return lacking["of"]!.AsObject();
            yield return lacking["near"]!.AsObject();
        }

        if (condition["around"] is JsonObject around) yield return around["of"]!.AsObject();
    }

    /// <summary>"Anywhere in it, also in around, lacking, sequence and through use, but not through hits()".</summary>
    public static bool ContainsTextOperator(JsonObject condition, JsonObject lets) =>
        All(condition, lets, throughHits: false).Any(c => TextOperators.Any(c.ContainsKey));

    /// <summary>Whether the data that the condition names are missing.</summary>
    public static bool IsNotMeasurable(JsonObject condition, JsonObject lets, NaiveInteraction interaction) =>
        All(condition, lets, throughHits: true).Any(c =>
            (NeedsTiming(c) && !interaction.HasTiming)
            || (c.ContainsKey("loudness") && interaction.Turns.Any(t => t.HasRole(c["role"]?.GetValue<string>() ?? "agent") && t.Loudness is null)));

    private static bool NeedsTiming(JsonObject condition) =>
        TimingOperators.Any(condition.ContainsKey)
        || condition.ContainsKey("seconds")
        || (condition["expr"] is { } expr && NaiveExpression.Parse(expr.GetValue<string>()).Metrics.Any(TimingMetrics.Contains));

    private static IEnumerable<JsonObject> All(JsonObject condition, JsonObject lets, bool throughHits)
    {
        yield return condition;
        var inner = Inner(condition).ToList();
        if (condition["use"] is { } name) inner.Add(lets[name.GetValue<string>()]!.AsObject());
        if (throughHits && condition["expr"] is { } expr)
        {
            inner.AddRange(NaiveExpression.Parse(expr.GetValue<string>()).Lets.Select(let => lets[let]!.AsObject()));
        }

        foreach (var part in inner.SelectMany(i => All(i, lets, throughHits))) yield return part;
    }
}
