using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>
/// A condition, an interaction in short form and what the page says comes of it, worked out by hand. Any scorer can be asked: the
/// condition is put into a norm, and the scorecard is written in short form again.
/// </summary>
/// <remarks>
/// A turn is <c>A</c>, <c>C</c> or <c>S</c> (agent, customer, system), then <c>@start-end</c> or <c>@start</c>, <c>~loudness</c> and
/// <c>?confidence</c> where it has them, a space, and the text. An answer is <c>no</c>, <c>yes</c> (holds without hits),
/// <c>unmeasurable</c>, or the hits as <c>turn:start+length</c>, with <c>p</c> behind those found by pinyin.
/// </remarks>
internal sealed record LawCase(string Condition, string Expected, params string[] Turns)
{
    private const string Lets = """
        {"hello": {"anyOf": ["您好"]}, "quiet": {"silence": {"longerThan": 1}}, "many": {"turnCount": {"above": 1}}, "bad": {"expr": "1 / 0 == 1"}}
        """;

    public static string Answer(Func<JsonObject, JsonObject, JsonObject> score, string condition, string[] turns)
    {
        var norm = new JsonObject { ["id"] = "n", ["name"] = "n", ["forbid"] = JsonNode.Parse(condition), ["points"] = -1 };
        var entry = score(Tree(norm), Interaction(turns))["norms"]![0]!;
        return (string)entry["outcome"]! switch
        {
            "met" => "no",
            "notMeasurable" => "unmeasurable",
            _ when entry["hits"]!.AsArray().Count == 0 => "yes",
            _ => string.Join(' ', entry["hits"]!.AsArray().Select(h => $"{h!["turn"]}:{h["start"]}+{h["length"]}{((string?)h["via"])?[0]}")),
        };
    }

    public static JsonObject Tree(params JsonObject[] nodes) => new()
    {
        ["schema"] = "qa.norm-tree/1",
        ["ruleSet"] = "laws",
        ["name"] = "laws",
        ["let"] = JsonNode.Parse(Lets),
        ["norms"] = new JsonArray(nodes.Select(n => (JsonNode)n).ToArray()),
    };

    public static JsonObject Interaction(string[] turns) => new()
    {
        ["id"] = "i1",
        // Only chats may leave the end out.
        ["channel"] = turns.Any(t => t.Contains('@', StringComparison.Ordinal) && !t.Split(' ')[0].Contains('-', StringComparison.Ordinal)) ? "chat" : "voice",
        ["startedAt"] = "2026-03-01T08:00:00+08:00",
        ["agent"] = new JsonObject { ["id"] = "A1" },
        ["businessLine"] = "refund",
        ["attributes"] = JsonNode.Parse("""{"vip": true, "amount": 350, "city": "北京", "price": 0.1, "nothing": null}"""),
        ["turns"] = new JsonArray(turns.Select(t => (JsonNode)Turn(t)).ToArray()),
    };

    private static JsonObject Turn(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var turn = new JsonObject
        {
            ["role"] = text[0] switch { 'A' => "agent", 'C' => "customer", _ => "system" },
            ["text"] = text[(space + 1)..],
        };
        var head = text[1..space];
        foreach (var part in System.Text.RegularExpressions.Regex.Matches(head, "[@~?][^@~?]+").Select(m => m.Value))
        {
            var key = part[0] switch { '@' => "start", '~' => "loudness", _ => "confidence" };
            var values = part[0] == '@' ? part[1..].Split('-') : [part[1..]];
            turn[key] = JsonNode.Parse(values[0]);
            if (values.Length > 1) turn["end"] = JsonNode.Parse(values[1]);
        }

        return turn;
    }
}
