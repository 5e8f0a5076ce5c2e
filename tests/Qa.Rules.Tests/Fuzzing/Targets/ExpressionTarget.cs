using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;
using Qa.Rules.Tests.Conditions.Expressions;
using Qa.Rules.Tests.Fuzzing.Mutations;

namespace Qa.Rules.Tests.Fuzzing.Targets;

/// <summary>
/// Texts of <c>expr</c>. Each is refused at a place, or compiled and evaluated to what walking its tree gives; and written out
/// and read again it is the same.
/// </summary>
internal sealed class ExpressionTarget : IFuzzTarget
{
    private static readonly string[] Seeds =
    [
        "metrics.durationSeconds > 36 && hits(\"hello\") >= 1 && metrics.agentShare > 0.5 && interaction.attributes[\"vip\"] == true",
        "interaction.attributes[\"direction\"] != \"outbound\" && metrics.customerTurns >= 3",
        "!(hits(\"bye\") == 0) || interaction.businessLine == null && -metrics.turns < 1.5e1",
        "metrics.silenceSeconds / metrics.durationSeconds * 100 >= 30 - 2 + 1",
        "\"a\\\"\\u4f60\\n\" == interaction.id != false",
        "((interaction.channel == \"voice\")) && true || null == null",
    ];

    private static readonly string[] Vocabulary =
    [
        "interaction", "interaction.id", "interaction.channel", "interaction.businessLine", "interaction.agent", "interaction.attributes[\"a\"]", "attributes", "metrics", "metrics.turns",
        "metrics.agentTurns", "metrics.durationSeconds", "metrics.longestSilence", "metrics.agentShare", "hits(\"hello\")", "hits(\"bye\")", "hits(\"no-timing\")", "hits", "true", "false", "null",
        "0", "1", "2.5", "1e400", "1e-400", "\"x\"", "\"\"", "(", ")", "[", "]", ".", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "+", "-", "*", "/",
    ];

    private static readonly SampleInput Input = new()
    {
        BusinessLine = "北京",
        Attributes = ImmutableDictionary<string, AttributeValue>.Empty
            .Add("a", SampleInput.Number("0.5")).Add("vip", AttributeValue.FromBoolean(true)).Add("direction", AttributeValue.FromText("outbound")),
        HitCounts = ImmutableDictionary<string, int>.Empty.Add("hello", 2).Add("bye", 0),
    };

    public string Name => "expressions";

    public ulong Seed => 0x6578707265737369;

    public void WarmUp() => CompiledExpression.Prepare();

    public byte[] Make(FuzzRandom random)
    {
        var text = random.Percent(40)
            ? random.Of(Seeds)
            : (random.Percent(50) ? ExpressionGen.Wild : ExpressionGen.Sensible).Generate(new PCG((uint)random.Below(int.MaxValue), random.Next()), null, out _);
        for (var rounds = random.MutationCount(); rounds > 0; rounds--)
            text = TokenMutation.Apply(text, random, Vocabulary);
        return Encoding.UTF8.GetBytes(text);
    }

    public string Answer(byte[] input, FuzzRandom random)
    {
        var text = Encoding.UTF8.GetString(input);
        var parse = ExpressionParser.Parse(text);
        FuzzFindingException.Unless(parse.Root is null != parse.Error is null, "a tree with an error, or neither");
        if (parse.Root is not { } root)
        {
            FuzzFindingException.Unless(parse.Error!.Position >= 0 && parse.Error.Position <= text.Length, $"an error at a place that is not there: {parse.Error}");
            return "refused";
        }

        var result = CompiledExpression.Compile(root).Evaluate(Input);
        FuzzFindingException.Unless(result == NaiveEvaluator.Evaluate(root, Input), $"compiled it gives {result}");
        var written = ExpressionWriter.Write(root);
        if (written.Length > ExpressionParser.MaximumLength)
            return result.ToString();
        var again = ExpressionParser.Parse(written).Root;
        FuzzFindingException.Unless(again is not null, $"written out it is refused: {written}");
        FuzzFindingException.Unless(string.Equals(ExpressionWriter.Write(again!), written, StringComparison.Ordinal), $"written out and read again it is another: {written}");
        return result.ToString();
    }
}
