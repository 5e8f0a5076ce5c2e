namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>What the page says of <c>expr</c>.</summary>
internal static class ExpressionLaws
{
    public static readonly LawCase[] Numbers =
    [
        Is("1 + 2 * 3 == 7", "yes"),
        Is("(1 + 2) * 3 == 9", "yes"),
        Is("7 - 2 - 1 == 4", "yes"),
        Is("8 / 4 / 2 == 1", "yes"),
        Is("1 / 3 * 3 == 1", "yes"),
        Is("0.1 + 0.2 == 0.3", "yes"),
        Is("interaction.attributes[\"price\"] * 3 == 0.3", "yes"),
        Is("-1 < 0", "yes"),
        Is("1 - -1 == 2", "yes"),
        Is("1.50 == 1.5", "yes"),
        Is("1 / 0 == 1", "unmeasurable"),
        Is("\"a\" + \"b\" == \"ab\"", "unmeasurable"),
        Is("null + 1 == 1", "unmeasurable"),
        Is("1 + 1", "unmeasurable"),
    ];

    public static readonly LawCase[] Comparisons =
    [
        Is("null == null", "yes"),
        Is("null != null", "no"),
        Is("interaction.attributes[\"missing\"] == null", "yes"),
        Is("interaction.attributes[\"nothing\"] == null", "yes"),
        Is("interaction.attributes[\"missing\"] != 1", "yes"),
        Is("interaction.attributes[\"missing\"] < 1", "no"),
        Is("null >= null", "no"),
        Is("null >= true", "no"),
        Is("\"1\" == 1", "no"),
        Is("\"1\" != 1", "yes"),
        Is("\"1\" < 1", "unmeasurable"),
        Is("true < false", "unmeasurable"),
        Is("true == true", "yes"),
        Is("\"a\" < \"b\"", "yes"),
        Is("\"\uE000\" > \"𠮷\"", "yes"),
        Is("1 < 2 == true", "yes"),
        Is("\"\\u0061\" == \"a\"", "yes"),
    ];

    public static readonly LawCase[] Logic =
    [
        Is("true || false && false", "yes"),
        Is("(true || false) && false", "no"),
        Is("!true == false", "yes"),
        Is("!(1 == 2)", "yes"),
        Is("interaction.attributes[\"vip\"]", "yes"),
        Is("!interaction.attributes[\"vip\"]", "no"),
        Is("false && 1 / 0 == 1", "no"),
        Is("true || 1", "yes"),
        Is("true && 1", "unmeasurable"),
        Is("1 && false", "unmeasurable"),
        Is("null || true", "unmeasurable"),
        Is("!1 == 1", "unmeasurable"),
        Is("null", "unmeasurable"),
    ];

    public static readonly LawCase[] Names =
    [
        Is("interaction.id == \"i1\" && interaction.channel == \"voice\" && interaction.businessLine == \"refund\" && interaction.agent == \"A1\"", "yes"),
        Is("metrics.turns == 3 && metrics.agentTurns == 2 && metrics.customerTurns == 1", "yes", "A a", "S b", "C c", "A d"),
        Is("metrics.silenceSeconds == 3 && metrics.longestSilence == 2 && metrics.durationSeconds == 6", "yes", "A@0-1 a", "C@3-4 b", "A@5-6 c"),
        Is("metrics.longestSilence == 0 && metrics.silenceSeconds == 0", "yes", "A@0-4 a", "C@3-4 b"),
        Is("metrics.agentShare == 0.25", "yes", "A@0-1 a", "C@1-4 b"),
        Is("metrics.agentShare * 3 == 1", "yes", "A@0-1 a", "C@1-3 b"),
        Is("metrics.agentShare == 0", "yes", "S a"),
        Is("metrics.durationSeconds > 1", "unmeasurable", "A a"),
        Is("false && metrics.durationSeconds > 1", "unmeasurable", "A a"),
        Is("hits(\"hello\") == 2", "yes", "A 您好您好"),
        Is("hits(\"hello\") == 0", "yes", "A 好"),
        Is("hits(\"many\") == 1", "yes", "A a", "A b"),
        Is("true || hits(\"quiet\") > 0", "unmeasurable", "A a"),
        Is("true || hits(\"bad\") > 0", "yes", "A a"),
        Is("hits(\"bad\") == 0", "unmeasurable", "A a"),
    ];

    private static LawCase Is(string expression, string expected, params string[] turns) =>
        new($$"""{"expr": {{System.Text.Json.JsonSerializer.Serialize(expression)}}}""", expected, turns);
}
