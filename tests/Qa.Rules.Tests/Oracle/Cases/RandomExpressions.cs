using System.Globalization;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Expressions of <c>expr</c>, most of them of the right types, some not, with limits on the borders of the interaction's own metrics.</summary>
internal sealed class RandomExpressions(Draw draw, NaiveInteraction interaction, IReadOnlyList<string> lets)
{
    private const int ChanceOfWrongType = 4;

    private static readonly string[] PlainMetrics = ["turns", "agentTurns", "customerTurns"];
    private static readonly string[] TimingMetrics = ["durationSeconds", "silenceSeconds", "longestSilence", "agentShare"];

    public string Expression() => draw.Percent(3) ? Value(2) : Boolean(draw.Int(1, 3));

    private string Boolean(int depth)
    {
        if (draw.Percent(ChanceOfWrongType)) return Value(depth);
        if (depth == 0) return draw.Of("true", "false", Attribute("vip"));
        return draw.Int(0, 7) switch
        {
            0 => $"{Boolean(depth - 1)} && {Boolean(depth - 1)}",
            1 => $"{Boolean(depth - 1)} || {Boolean(depth - 1)}",
            2 => $"!{Tight(Boolean(depth - 1))}",
            3 => Tight(Boolean(depth - 1)),
            4 => $"{Text()} {draw.Of("==", "!=", "<", "<=", ">", ">=")} {Text()}",
            5 => $"{Tight(Value(depth - 1))} {draw.Of("==", "!=")} {Tight(Value(depth - 1))}",
            _ => NumberComparison(depth - 1),
        };
    }

    private string NumberComparison(int depth)
    {
        var op = draw.Of("==", "!=", "<", "<=", ">", ">=");
        if (draw.Percent(50)) return $"{Number(depth)}{op}{Number(depth)}";
        var (name, limit) = MetricAndItsValue();
        return $"metrics.{name} {op} {limit}";
    }

    private string Number(int depth)
    {
        if (draw.Percent(ChanceOfWrongType)) return Value(depth);
        if (depth <= 0) return NumberLeaf();
        return draw.Int(0, 5) switch
        {
            0 => $"{Number(depth - 1)} + {Number(depth - 1)}",
            1 => $"{Number(depth - 1)} - {Number(depth - 1)}",
            2 => $"{Number(depth - 1)} * {Number(depth - 1)}",
            3 => $"{Number(depth - 1)} / {Number(depth - 1)}",
            4 => $"({Number(depth - 1)})",
            _ => NumberLeaf(),
        };
    }

    private string NumberLeaf() => draw.Int(0, 5) switch
    {
        0 => Attribute("amount"),
        1 when lets.Count > 0 => $"hits(\"{draw.Of(lets)}\")",
        2 => "metrics." + draw.Of(PlainMetrics),
        3 when draw.Percent(40) => "metrics." + draw.Of(TimingMetrics),
        4 when draw.Percent(30) => "-" + Literal(),
        _ => Literal(),
    };

    private string Literal() => draw.Of("0", "1", "2", "3", "0.5", "350", "100", "0.1", "0.3", "10.0", "1.50");

    private string Text() => draw.Int(0, 6) switch
    {
        0 => "interaction." + draw.Of("id", "channel", "businessLine", "agent"),
        1 => Attribute("city"),
        2 => "interaction.businessLine",
        3 => "null",
        _ => "\"" + draw.Of("voice", "chat", "refund", "A1", "北京", "b", "", "\\u5317京", "a\\\"b", "\uFFFD", "𠮷") + "\"",
    };

    private string Value(int depth) => draw.Int(0, 5) switch
    {
        0 => Text(),
        1 => Number(depth - 1),
        2 => Tight(Boolean(Math.Max(0, depth - 1))),
        3 => "null",
        4 => Attribute(draw.Of("vip", "amount", "city", "level", "missing", "等\\\"级")),
        _ => draw.Of("true", "false"),
    };

    private static string Attribute(string name) => $"interaction.attributes[\"{name}\"]";

    private string Tight(string expression) => draw.Percent(90) ? $"({expression})" : $"( {expression} )";

    /// <summary>A metric and, where a decimal can say it, the very value that it has here.</summary>
    private (string Name, string Limit) MetricAndItsValue()
    {
        var name = draw.Percent(60) ? draw.Of(PlainMetrics) : draw.Of(TimingMetrics);
        if (TimingMetrics.Contains(name) && !interaction.HasTiming) return (name, Literal());
        var value = NaiveMetrics.Of(interaction, name).RoundTo(6);
        var text = value.ToJson().ToJsonString();
        return (name, text.Contains('e', StringComparison.Ordinal) || value < Fraction.Zero ? Literal() : text.ToString(CultureInfo.InvariantCulture));
    }
}
