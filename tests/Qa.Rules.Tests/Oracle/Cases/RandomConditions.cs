using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Conditions of every operator with every modifier that it allows, to a small depth.</summary>
internal sealed class RandomConditions(Draw draw, NaiveInteraction interaction, IReadOnlyList<string> lexicons)
{
    public const int DeepestNesting = 3;

    private static readonly string[] Leaves =
    [
        "anyOf", "anyOf", "anyOf", "allOf", "regex", "similar", "repeat", "silence", "interruption", "speechRate", "responseTime", "loudness",
        "duration", "turnCount", "unanswered", "expr",
    ];

    private static readonly string[] Nests = ["all", "any", "not", "sequence", "lacking"];

    private readonly RandomPhrases _phrases = new(draw, interaction, lexicons);
    private readonly RandomNumbers _numbers = new(draw, interaction);

    /// <summary>A condition that may use the names of <paramref name="lets"/>, all of them defined before it, so that no circle can be.</summary>
    public JsonObject Condition(int depth, IReadOnlyList<string> lets)
    {
        if (lets.Count > 0 && draw.Percent(12)) return new() { ["use"] = draw.Of(lets) };
        return depth > 0 && draw.Percent(35) ? Nest(draw.Of(Nests), depth - 1, lets) : Leaf(draw.Of(Leaves), depth, lets);
    }

    private JsonObject Nest(string op, int depth, IReadOnlyList<string> lets)
    {
        JsonObject Inner() => Condition(depth, lets);
        switch (op)
        {
            case "not":
                return new() { [op] = Inner() };
            case "sequence":
                var sequence = new JsonObject { ["of"] = Draw.Array(draw.Many(1, 3, () => WithHits(depth, lets))) };
                if (draw.Percent(50)) sequence["withinTurns"] = _numbers.Distance();
                return new() { [op] = sequence };
            case "lacking":
                var lacking = Window(new() { ["of"] = WithHits(depth, lets), ["near"] = WithHits(depth, lets) });
                return MaybeMinHits(new() { [op] = lacking });
            default:
                return new() { [op] = Draw.Array(draw.Many(1, 3, Inner)) };
        }
    }

    /// <summary>Mostly a text operator, for what reads hits has little to say about conditions that have none.</summary>
    private JsonObject WithHits(int depth, IReadOnlyList<string> lets) =>
        draw.Percent(70) ? Leaf(draw.Of("anyOf", "anyOf", "regex", "silence", "allOf"), 0, lets) : Condition(depth, lets);

    private JsonObject Leaf(string op, int depth, IReadOnlyList<string> lets)
    {
        switch (op)
        {
            case "anyOf": return Selecting(MaybeMinHits(AnyOf()), depth, lets);
            case "allOf": return Selecting(new() { [op] = _phrases.List(3) }, depth, lets);
            case "regex": return Selecting(MaybeMinHits(new() { [op] = _phrases.Pattern() }), depth, lets);
            case "similar": return Selecting(MaybeMinHits(new() { [op] = Similar() }), depth, lets);
            case "repeat":
                var repeat = new JsonObject { ["times"] = Draw.Number(draw.Int(1, 3)) };
                if (draw.Percent(60)) repeat["minLength"] = _numbers.Count();
                return Selecting(new() { [op] = repeat }, depth, lets);
            case "silence":
                var silence = new JsonObject { ["longerThan"] = _numbers.Seconds() };
                if (draw.Percent(40)) silence["before"] = draw.Of("agent", "customer");
                return MaybeMinHits(new() { [op] = silence });
            case "interruption":
                var overlap = draw.Percent(60) ? _numbers.Seconds() : draw.NumberOf("0", "0.1", "0.3", "0.5");
                return MaybeMinHits(new() { [op] = new JsonObject { ["by"] = draw.Of("agent", "customer"), ["longerThan"] = overlap } });
            case "speechRate":
                var rate = Limited(_numbers.Rate);
                if (draw.Percent(60)) rate["minSeconds"] = _numbers.Seconds();
                return MaybeTurns(MaybeRole(MaybeMinHits(new() { [op] = rate })));
            case "responseTime":
                return new() { [op] = new JsonObject { ["of"] = draw.Of("first", "average", "max", "each"), ["above"] = _numbers.Seconds() } };
            case "loudness":
                return MaybeTurns(MaybeRole(MaybeMinHits(new() { [op] = new JsonObject { ["aboveMean"] = _numbers.Decibels() } })));
            case "duration": return new() { [op] = Limited(_numbers.Seconds) };
            case "turnCount": return MaybeRole(new() { [op] = Limited(_numbers.Count) });
            case "unanswered":
                var unanswered = new JsonObject();
                if (draw.Percent(70)) unanswered["ignore"] = Draw.Array(draw.Many(1, 3, _phrases.WholeTurn));
                return new() { [op] = unanswered };
            default: return new() { [op] = new RandomExpressions(draw, interaction, lets).Expression() };
        }
    }

    private JsonObject AnyOf()
    {
        var pinyin = draw.Percent(30);
        var phrases = pinyin && draw.Percent(80) ? Draw.Array(draw.Many(1, 3, _phrases.Homophone)) : _phrases.List();
        var condition = new JsonObject { ["anyOf"] = phrases };
        if (draw.Percent(30)) condition["except"] = Draw.Array(draw.Many(1, 2, () => _phrases.Around((string)draw.Of(phrases.ToList())!)));
        if (pinyin || draw.Percent(5)) condition["match"] = pinyin ? "pinyin" : "exact";
        return condition;
    }

    private JsonObject Similar()
    {
        var similar = new JsonObject { ["texts"] = Draw.Array(draw.Many(1, 2, _phrases.Script)) };
        if (draw.Percent(80)) similar["atLeast"] = _numbers.Similarity();
        return similar;
    }

    private JsonObject Limited(Func<JsonNode> limit) => new() { [draw.Of("above", "below")] = limit() };

    private JsonObject MaybeMinHits(JsonObject condition)
    {
        if (draw.Percent(20)) condition["minHits"] = Draw.Number(draw.Int(1, 3));
        return condition;
    }

    private JsonObject MaybeRole(JsonObject condition)
    {
        if (draw.Percent(70)) condition["role"] = draw.Of("agent", "customer", "any", "any", "any");
        return condition;
    }

    private JsonObject MaybeTurns(JsonObject condition)
    {
        if (!draw.Percent(25)) return condition;
        var from = draw.Int(1, 4);
        condition["turns"] = draw.Int(0, 2) switch
        {
            0 => new JsonObject { ["first"] = _numbers.Count() },
            1 => new JsonObject { ["last"] = _numbers.Count() },
            _ => new JsonObject { ["from"] = Draw.Number(from), ["to"] = Draw.Number(from + draw.Int(0, 3)) },
        };
        return condition;
    }

    /// <summary>The modifiers that every text operator allows.</summary>
    private JsonObject Selecting(JsonObject condition, int depth, IReadOnlyList<string> lets)
    {
        MaybeTurns(MaybeRole(condition));
        if (draw.Percent(12)) condition["seconds"] = new JsonObject { [draw.Of("first", "last")] = _numbers.Seconds() };
        if (depth > 0 && draw.Percent(20)) condition["around"] = Window(new() { ["of"] = WithHits(depth - 1, lets) });
        return condition;
    }

    private JsonObject Window(JsonObject holder)
    {
        if (draw.Percent(50)) holder["before"] = _numbers.Distance();
        if (draw.Percent(50)) holder["after"] = _numbers.Distance();
        return holder;
    }
}
