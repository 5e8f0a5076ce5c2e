using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Evaluates any condition over one interaction, each operator as its row of the page says; nothing is remembered and nothing skipped.</summary>
internal sealed class NaiveCondition(JsonObject lets, NaiveInteraction interaction)
{
    public NaiveResult Evaluate(JsonObject condition)
    {
        // INVARIANT: every condition inside is evaluated, whatever the others gave, so that an expr that fails is always found.
        var selected = Selected(condition);
        var text = new NaiveTextOperators(condition, selected);
        var timing = new NaiveTimingOperators(interaction, condition, selected);
        foreach (var (key, argument) in condition)
        {
            switch (key)
            {
                case "anyOf": return text.AnyOf();
                case "allOf": return text.AllOf();
                case "regex": return text.Regex();
                case "similar": return text.Similar();
                case "repeat": return text.Repeat();
                case "silence": return timing.Silence();
                case "interruption": return timing.Interruption();
                case "speechRate": return timing.SpeechRate();
                case "responseTime": return timing.ResponseTime();
                case "loudness": return timing.Loudness();
                case "duration": return NaiveResult.Plain(IsBeyond(interaction.Duration, argument!, NaiveInteraction.Time));
                case "turnCount": return NaiveResult.Plain(IsBeyond(interaction.Turns.Count(t => t.HasRole(Role(condition))), argument!, Fraction.Of));
                case "all": return All(Every(argument!));
                case "any": return Any(Every(argument!));
                case "not": return NaiveResult.Plain(!Evaluate(argument!.AsObject()).Holds);
                case "sequence": return Sequence(Every(argument!["of"]!), (int?)argument["withinTurns"]);
                case "lacking": return Lacking(condition);
                case "unanswered": return Unanswered(argument!.AsObject());
                case "use": return Evaluate(lets[argument!.GetValue<string>()]!.AsObject());
                case "expr": return Expression(argument!.GetValue<string>());
            }
        }

        throw new InvalidOperationException("No operator in " + condition.ToJsonString());
    }

    private static string Role(JsonObject condition) => (string?)condition["role"] ?? "agent";

    /// <summary>Exactly one of <c>above</c> and <c>below</c> stands in the limits.</summary>
    private static bool IsBeyond(Fraction value, JsonNode limits, Func<JsonNode?, Fraction?> read) =>
        limits["above"] is { } above ? value > read(above)! : value < read(limits["below"])!;

    private List<NaiveResult> Every(JsonNode conditions) => conditions.AsArray().Select(c => Evaluate(c!.AsObject())).ToList();

    /// <summary>The turns of the role that <c>turns</c>, <c>seconds</c> and <c>around</c> all keep, each asked about all turns of the role.</summary>
    private List<NaiveTurn> Selected(JsonObject condition)
    {
        var ofRole = interaction.Turns.Where(t => t.HasRole(Role(condition))).ToList();
        var selected = ofRole;
        if (condition["turns"] is { } turns)
        {
            var from = turns["last"] is { } last ? ofRole.Count - (int)last + 1 : (int?)turns["from"] ?? 1;
            var to = (int?)turns["first"] ?? (int?)turns["to"] ?? ofRole.Count;
            selected = selected.Where(t => from <= ofRole.IndexOf(t) + 1 && ofRole.IndexOf(t) + 1 <= to).ToList();
        }

        if (condition["seconds"] is { } seconds)
        {
            selected = seconds["first"] is { } first
                ? selected.Where(t => t.Start! < NaiveInteraction.Time(first)!).ToList()
                : selected.Where(t => t.End! > interaction.Duration - NaiveInteraction.Time(seconds["last"])!).ToList();
        }

        if (condition["around"] is { } around)
        {
            var hits = Evaluate(around["of"]!.AsObject()).Hits;
            selected = selected.Where(t => hits.Any(h => IsNear(t.Index, h, around))).ToList();
        }

        return selected;
    }

    /// <summary>From <c>before</c> turns before the hit to <c>after</c> turns after it.</summary>
    private static bool IsNear(int turn, NaiveHit hit, JsonNode window) =>
        hit.Turn - ((int?)window["before"] ?? 0) <= turn && turn <= hit.Turn + ((int?)window["after"] ?? 0);

    private static NaiveResult All(List<NaiveResult> parts) =>
        parts.All(p => p.Holds) ? new(true, NaiveHit.Merged(parts.SelectMany(p => p.Hits))) : NaiveResult.Not;

    private static NaiveResult Any(List<NaiveResult> parts) =>
        parts.Any(p => p.Holds) ? new(true, NaiveHit.Merged(parts.SelectMany(p => p.Hits))) : NaiveResult.Not;

    private static NaiveResult Sequence(List<NaiveResult> steps, int? withinTurns)
    {
        var chain = Chains(steps, 0, null, withinTurns).FirstOrDefault();
        return chain is null ? NaiveResult.Not : new(true, chain);
    }

    /// <summary>All chains from a step on, in the order that compares h1 first, then h2, and so on.</summary>
    private static IEnumerable<List<NaiveHit>> Chains(List<NaiveResult> steps, int step, NaiveHit? previous, int? withinTurns)
    {
        if (step == steps.Count)
        {
            yield return [];
            yield break;
        }

        foreach (var hit in steps[step].Hits)
        {
            var isAfter = previous is null || (hit.Turn, hit.Start).CompareTo((previous.Turn, previous.Start)) > 0;
            var isWithin = previous is null || withinTurns is null || hit.Turn <= previous.Turn + withinTurns;
            if (!isAfter || !isWithin) continue;
            foreach (var rest in Chains(steps, step + 1, hit, withinTurns)) yield return [hit, .. rest];
        }
    }

    private NaiveResult Lacking(JsonObject condition)
    {
        var lacking = condition["lacking"]!;
        var of = Evaluate(lacking["of"]!.AsObject());
        var near = Evaluate(lacking["near"]!.AsObject());
        return NaiveResult.AtLeast((int?)condition["minHits"] ?? 1, of.Hits.Where(h => !near.Hits.Any(n => IsNear(n.Turn, h, lacking))));
    }

    private NaiveResult Unanswered(JsonObject argument)
    {
        var ignored = (argument["ignore"]?.AsArray() ?? []).Select(p => NormalizedText.Of(p!.GetValue<string>()).Text).ToList();
        var remaining = interaction.Spoken.Where(t => t.Role == "agent" || !ignored.Contains(t.Text.Text)).ToList();
        if (remaining.Count == 0 || remaining[^1].Role != "customer") return NaiveResult.Not;
        var first = remaining.Count - 1;
        while (first > 0 && remaining[first - 1].Role == "customer") first--;
        return new(true, [remaining[first].Whole]);
    }

    private NaiveResult Expression(string source)
    {
        var value = NaiveExpression.Parse(source).Evaluate(interaction, let => Evaluate(lets[let]!.AsObject()).Count);
        return NaiveResult.Plain(NaiveExpression.Boolean(value));
    }
}
