using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Laws;

/// <summary>
/// A random dialogue, with phrases, limits and conditions drawn to fit it, of which the engine can be asked. Conditions are
/// JSON text, so that a law is written as it would be read.
/// </summary>
internal sealed class Scene(Draw draw, JsonObject interaction)
{
    private readonly RandomPhrases _phrases = new(draw, NaiveInteraction.Of(interaction), []);
    private readonly RandomConditions _conditions = new(draw, NaiveInteraction.Of(interaction), []);
    private readonly RandomNumbers _numbers = new(draw, NaiveInteraction.Of(interaction));

    public JsonObject Interaction { get; } = interaction;

    public Draw Draw { get; } = draw;

    public static Scene Of(Draw draw) => new(draw, new RandomInteractions(draw).Interaction(draw.Of(2, 4, 8)));

    /// <summary>The same draw of another dialogue.</summary>
    public Scene With(Action<JsonObject> change)
    {
        var changed = Interaction.DeepClone().AsObject();
        change(changed);
        return new(Draw, changed);
    }

    /// <summary>The same dialogue with each turn changed that has the key.</summary>
    public Scene WithEach(string[] keys, Func<decimal, decimal> change) => With(interaction =>
    {
        foreach (var turn in interaction["turns"]!.AsArray())
        {
            foreach (var key in keys)
            {
                if (turn![key] is { } value)
                    turn[key] = JsonNode.Parse(Text(change(Number(value.ToJsonString()))));
            }
        }
    });

    public Scene WithTurn(string role, string text) =>
        With(interaction => interaction["turns"]!.AsArray().Add(new JsonObject { ["role"] = role, ["text"] = text, ["start"] = 1_000_000, ["end"] = 1_000_000 }));

    /// <summary>The texts of all turns, normalised.</summary>
    public IEnumerable<string> Texts => NaiveInteraction.Of(Interaction).Turns.Select(turn => turn.Text.Text);

    public IEnumerable<decimal> Values(string key) =>
        Interaction["turns"]!.AsArray().Where(turn => turn![key] is not null).Select(turn => Number(turn![key]!.ToJsonString()));

    /// <summary>A phrase, as JSON.</summary>
    public string Phrase() => Quote(_phrases.Phrase());

    public string Around(string phrase) => Quote(_phrases.Around(JsonNode.Parse(phrase)!.GetValue<string>()));

    public string[] Phrases() => [.. Draw.Many(1, 4, Phrase)];

    public string Script() => Quote(_phrases.Script());

    public string Pattern() => Quote(_phrases.Pattern());

    public string Similarity() => _numbers.Similarity().ToJsonString();

    public string Seconds() => _numbers.Seconds().ToJsonString();

    public string Rate() => _numbers.Rate().ToJsonString();

    public string Decibels() => _numbers.Decibels().ToJsonString();

    public string Count() => _numbers.Count().ToJsonString();

    public string Role() => Draw.Of("agent", "customer", "any");

    /// <summary>Any condition, nested now and then.</summary>
    public string Condition() => CaseText.Of(_conditions.Condition(Draw.Int(0, 2), []));

    /// <summary>A condition that mostly has hits.</summary>
    public string Hitting() => Draw.Percent(80) ? $$"""{"anyOf": [{{string.Join(", ", Phrases())}}], "role": "{{Role()}}"}""" : Condition();

    /// <summary>What the engine says of each of the conditions; all stand in one tree, beside these named ones.</summary>
    public Answer[] Ask(string lets, params string[] conditions) => [.. Score(lets, conditions).Norms.Select(Answer.Of)];

    public Answer Ask(string condition) => Ask("", [condition])[0];

    /// <summary>Two numbers of a kind, the lesser first.</summary>
    public static (string Low, string High) Ordered(string a, string b) => Number(a) <= Number(b) ? (a, b) : (b, a);

    public static decimal Number(string json) => decimal.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Quote(string text) => CaseText.Of(JsonValue.Create(text));

    public override string ToString() => CaseText.Of(Interaction);

    private Scorecard Score(string lets, string[] conditions)
    {
        var norms = conditions.Select((condition, index) => $$"""{"id": "n{{index}}", "name": "n", "forbid": {{condition}}, "points": -1}""");
        var named = lets.Length == 0 ? "" : $$""" "let": {{{lets}} },""";
        var loaded = TreeLoader.Load("law.json", $$"""{"schema": "qa.norm-tree/1", "ruleSet": "laws", "name": "laws",{{named}} "norms": [{{string.Join(", ", norms)}}]}""");
        if (loaded.Tree is not { } tree)
            throw new InvalidOperationException(string.Join("; ", loaded.Diagnostics));
        var read = InteractionReader.Read(Encoding.UTF8.GetBytes(CaseText.Of(Interaction)));
        return Scorer.Score(CompiledTree.Compile(tree), read.Interaction ?? throw new InvalidOperationException(string.Join("; ", read.Errors)), version: 0);
    }
}
