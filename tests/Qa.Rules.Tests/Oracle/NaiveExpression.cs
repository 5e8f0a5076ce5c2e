using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>An <c>expr</c> as a tree: the kind of each node, its text (a name or a literal) and its operands.</summary>
internal sealed record NaiveExpression(string Kind, string Text, IReadOnlyList<NaiveExpression> Operands)
{
    /// <summary>Every metric that the expression names, read or not.</summary>
    public IEnumerable<string> Metrics => Named("metric");

    /// <summary>Every let condition whose hits it counts.</summary>
    public IEnumerable<string> Lets => Named("hits");

    public static NaiveExpression Parse(string source) => new NaiveExpressionParser(source).Parse();

    private IEnumerable<string> Named(string kind) =>
        (Kind == kind ? new[] { Text } : []).Concat(Operands.SelectMany(o => o.Named(kind)));

    /// <summary>The value over an interaction: a <see cref="Fraction"/>, a string, a bool or null.</summary>
    public object? Evaluate(NaiveInteraction interaction, Func<string, int> hits)
    {
        object? Value(int operand) => Operands[operand].Evaluate(interaction, hits);
        switch (Kind)
        {
            case "number": return Fraction.Parse(Text);
            case "string": return Text;
            case "word": return Text == "null" ? null : Text == "true";
            case "metric": return NaiveMetrics.Of(interaction, Text);
            case "hits": return new Fraction(hits(Text), 1);
            case "attribute": return Attribute(interaction.Attributes?[Text]);
            case "interaction":
                return Text switch
                {
                    "id" => interaction.Id,
                    "channel" => interaction.Channel,
                    "businessLine" => interaction.BusinessLine,
                    "agent" => interaction.AgentId,
                    _ => throw new InvalidOperationException(Text),
                };
            case "not": return !Boolean(Value(0));
            case "negate": return -Number(Value(0));
            case "&&": return Boolean(Value(0)) && Boolean(Value(1));
            case "||": return Boolean(Value(0)) || Boolean(Value(1));
        }

        var (left, right) = (Value(0), Value(1));
        return Kind switch
        {
            "==" => AreEqual(left, right),
            "!=" => !AreEqual(left, right),
            "<" => Compare(left, right) is < 0,
            "<=" => Compare(left, right) is <= 0,
            ">" => Compare(left, right) is > 0,
            ">=" => Compare(left, right) is >= 0,
            "+" => Number(left) + Number(right),
            "-" => Number(left) - Number(right),
            "*" => Number(left) * Number(right),
            "/" => Number(right) == Fraction.Zero ? throw new NotMeasurableException("division by 0") : Number(left) / Number(right),
            _ => throw new InvalidOperationException(Kind),
        };
    }

    public static bool Boolean(object? value) => value is bool b ? b : throw new NotMeasurableException("not a boolean");

    private static Fraction Number(object? value) => value as Fraction ?? throw new NotMeasurableException("not a number");

    // Values of different types are never equal, and null equals null alone: what the runtime's own equality says of these four types.
    private static bool AreEqual(object? left, object? right) => Equals(left, right);

    /// <summary>Nothing where one side is null, so that every comparison with it is false.</summary>
    private static int? Compare(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (Fraction a, Fraction b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => throw new NotMeasurableException("not comparable"),
    };

    private static object? Attribute(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => Fraction.Of(value),
        JsonValueKind.True => true,
        _ => false,
    };
}
