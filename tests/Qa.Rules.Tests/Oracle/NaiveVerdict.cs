using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>What one norm got: its entry in the scorecard, and what it does to the whole.</summary>
internal sealed record NaiveVerdict(string Path, string Outcome, Fraction Points, List<NaiveHit> Hits, bool IsFatal, bool Vetoes)
{
    public JsonObject ToJson(NaiveInteraction interaction) => new()
    {
        ["path"] = Path,
        ["outcome"] = Outcome,
        ["points"] = Points.ToJson(),
        ["hits"] = new JsonArray(Hits.Select(h => (JsonNode)Evidence(h, interaction)).ToArray()),
    };

    private static JsonObject Evidence(NaiveHit hit, NaiveInteraction interaction)
    {
        var evidence = new JsonObject
        {
            ["turn"] = hit.Turn,
            ["start"] = hit.Start,
            ["length"] = hit.Length,
            ["text"] = interaction.Turns[hit.Turn].Text.Original.Substring(hit.Start, hit.Length),
        };
        if (hit.Via is not null) evidence["via"] = hit.Via;
        return evidence;
    }
}
