using System.Globalization;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Interactions made up of few parts, or a stretch of a real one, disturbed in every way that the format allows.</summary>
internal sealed class RandomInteractions(Draw draw)
{
    private readonly RandomText _text = new(draw);

    public JsonObject Interaction(int maxTurns)
    {
        var real = Dialogues.Any && draw.Percent(35) ? Dialogues.Some(draw) : null;
        var interaction = new JsonObject
        {
            ["id"] = draw.Of("i1", "通话-7", "x y"),
            ["channel"] = real is not null && draw.Percent(70) ? real["channel"]!.DeepClone() : draw.Of("voice", "chat", "email"),
            ["startedAt"] = "2026-03-01T08:00:00+08:00",
            ["agent"] = new JsonObject { ["id"] = draw.Of("A1", "A001"), ["name"] = "坐席", ["group"] = draw.Of("day", "night") },
        };
        if (draw.Percent(30)) interaction["customer"] = draw.Percent(50) ? new JsonObject { ["id"] = "C1", ["phone"] = null } : null;
        if (draw.Percent(60)) interaction["businessLine"] = draw.Of<string?>("refund", "hotel", null);
        if (draw.Percent(60)) interaction["attributes"] = Attributes();
        interaction["turns"] = real is null ? MadeUp(maxTurns, (string)interaction["channel"]! == "chat") : Stretch(real["turns"]!.AsArray(), maxTurns);
        return interaction;
    }

    private JsonObject Attributes()
    {
        var attributes = new JsonObject();
        if (draw.Percent(60)) attributes["vip"] = draw.Percent(50);
        if (draw.Percent(60)) attributes["amount"] = draw.NumberOf("350", "350.0", "0.1", "1e2", "-5", "0", "123456789.123456789");
        if (draw.Percent(60)) attributes["city"] = draw.Of("北京", "", "b", "a", "\uE000", "𠮷");
        if (draw.Percent(30)) attributes["level"] = draw.Percent(50) ? null : draw.NumberOf("1", "3");
        if (draw.Percent(20)) attributes["等\"级"] = draw.Of("高", "低");
        return attributes;
    }

    private JsonArray Stretch(JsonArray turns, int maxTurns)
    {
        var first = draw.Int(0, turns.Count - 1);
        var stretch = turns.Skip(first).Take(draw.Int(1, maxTurns)).Select(t => t!.DeepClone().AsObject()).ToList();
        foreach (var turn in stretch)
        {
            turn["text"] = _text.MaybeDisturbed((string)turn["text"]!, 25);
            if (draw.Percent(4)) turn["text"] = "";
            if (draw.Percent(5)) turn["role"] = draw.Of("agent", "customer", "system");
            if (draw.Percent(4)) turn.Remove(draw.Of("start", "end"));
            if (draw.Percent(6) && turn["start"] is not null) turn["start"] = draw.Percent(50) ? Draw.Number("0") : turn["end"]?.DeepClone();
        }

        if (draw.Percent(60)) Measure(stretch);
        Say(stretch);
        return Draw.Array(stretch);
    }

    private JsonArray MadeUp(int maxTurns, bool chat)
    {
        var alphabet = _text.Alphabet();
        var turns = draw.Many(draw.Percent(8) ? 0 : 1, maxTurns, () => new JsonObject
        {
            ["role"] = draw.Of("agent", "agent", "agent", "customer", "customer", "customer", "system"),
            ["text"] = _text.Made(alphabet),
        });
        if (turns.Count > 1 && draw.Percent(25)) turns[^1]["text"] = _text.MaybeDisturbed((string)turns[0]["text"]!, 30);
        if (draw.Percent(85)) Time(turns, chat);
        if (draw.Percent(60)) Measure(turns);
        Say(turns);
        return Draw.Array(turns);
    }

    /// <summary>Times on a coarse grid, so that they often meet, with gaps and overlaps; now and then not in order, or not there at all.</summary>
    private void Time(List<JsonObject> turns, bool chat)
    {
        var grid = draw.Of(1, 5, 10);
        var broken = draw.Percent(15);
        var ends = draw.Percent(chat ? 50 : 95);
        var at = draw.Int(0, 3);
        foreach (var turn in turns)
        {
            var end = at + draw.Int(0, draw.Of(1, 6, 60));
            if (broken && draw.Percent(30)) (at, end) = (end, at);
            if (!broken || draw.Percent(85)) turn["start"] = Moment(at, grid);
            if (ends ? !broken || draw.Percent(85) : draw.Percent(20)) turn["end"] = Moment(end, grid);
            if (broken && draw.Percent(10)) turn[draw.Of("start", "end")] = null;
            if ((string)turn["role"]! == "system" && draw.Percent(40)) turn.Remove(draw.Of("start", "end"));
            at = Math.Max(0, end + draw.Int(draw.Of(0, -3, -8), draw.Of(1, 4, 120)));
        }
    }

    /// <summary>A moment in tenths, written in one of the ways in which a number can be written, or just off it by what rounding takes away.</summary>
    private JsonNode Moment(int steps, int grid)
    {
        var milliseconds = steps * grid * 100;
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:000}");
        return draw.Int(0, 12) switch
        {
            0 => Draw.Number(seconds + "4"),
            1 => Draw.Number(seconds + "49999"),
            2 => Draw.Number(seconds + "5"),
            3 => Draw.Number(string.Create(CultureInfo.InvariantCulture, $"{milliseconds}e-3")),
            4 => Draw.Number(seconds),
            _ => Draw.Number(Fraction.Parse(seconds).ToJson().ToJsonString()),
        };
    }

    /// <summary>Confidence and loudness, near the borders that trees ask for.</summary>
    private void Measure(List<JsonObject> turns)
    {
        var everywhere = draw.Percent(80);
        foreach (var turn in turns)
        {
            if (draw.Percent(50)) turn["confidence"] = draw.NumberOf("0", "0.4", "0.59", "0.6", "0.60", "0.5999999999999999999", "0.75", "1", "1.0");
            if (everywhere || draw.Percent(60)) turn["loudness"] = draw.NumberOf("-30", "-29.5", "-28", "-18", "-12", "-30.005", "-30.004", "-29.995", "-24.1", "0", "1.5");
        }
    }

    /// <summary>Some turns say what another has said, in other marks and width.</summary>
    private void Say(List<JsonObject> turns)
    {
        for (var i = 1; i < turns.Count; i++)
        {
            if (draw.Percent(8)) turns[i]["text"] = _text.MaybeDisturbed((string)turns[draw.Int(0, i - 1)]["text"]!, 40);
        }
    }
}
