using CsCheck;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Tests.Conditions.Expressions;
using Qa.Rules.Workflows;
using RulesEngine.Models;

namespace Qa.Rules.Tests.Workflows;

public sealed class WorkflowExpressionWriterTests
{
    [Theory]
    [InlineData("metrics.durationSeconds > 36 && hits(\"complaint\") >= 1", "metrics.durationSeconds > 36 && hits(\"complaint\") >= 1")]
    [InlineData("metrics.longestSilence > 12.4 && metrics.agentShare > 0.5", "metrics.longestSilence > 12.4 && metrics.agentShare > 0.5")]
    [InlineData("interaction.attributes[\"vip\"] == true", "interaction.attributes[\"vip\"] == true")]
    [InlineData("interaction.attributes[\"vip\"]", "truth(interaction.attributes[\"vip\"])")]
    [InlineData("!(interaction.channel == \"chat\") && interaction.businessLine != null", "!(interaction.channel == \"chat\") && interaction.businessLine != null")]
    [InlineData("(metrics.agentTurns - metrics.customerTurns) * 2 == 0", "multiply(subtract(metrics.agentTurns, metrics.customerTurns), 2) == 0")]
    [InlineData("1 == 1 || null < metrics.turns", "value(1) == 1 || value(null) < metrics.turns")]
    [InlineData("metrics.turns > -5 && -metrics.turns < 5", "metrics.turns > -5 && negate(metrics.turns) < 5")]
    [InlineData("metrics.turns > 0.12345678901234567890123", "metrics.turns > 0.12345678901234567890123m")]
    [InlineData("metrics.turns > 9007199254740993", "metrics.turns > 9007199254740993")]
    [InlineData("metrics.turns < 1e400", "metrics.turns < number(\"1e400\")")]
    [InlineData("(true || false) && (true == (1 < 2))", "(true || false) && true == value(value(1) < 2)")]
    [InlineData("interaction.id == \"a\\\"\\\\\\n\u4F60\"", "interaction.id == \"a\\u0022\\u005c\\u000a你\"")]
    public void Write_OfExpression_StaysReadable(string text, string expected) =>
        WorkflowExpressionWriter.Write(ExpressionParser.Parse(text).Root!).Should().Be(expected);

    /// <summary>The proof of the exporter: RulesEngine, run as it is, gives each rule the result of the compiled expression.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_OfAnyExpression_RunsInRulesEngineWithTheSameResult(bool sensible)
    {
        // Many rules to a workflow: RulesEngine is slow to start one.
        const int Rules = 150;
        Gen.Select((sensible ? ExpressionGen.Sensible : ExpressionGen.Wild).Array[Rules], ExpressionGen.Input.Array[8]).Sample(
            (texts, inputs) =>
            {
                var roots = texts.Select(text => ExpressionParser.Parse(text).Root).OfType<ExpressionNode>().ToArray();
                var workflow = new Workflow
                {
                    WorkflowName = "w",
                    Rules = roots.Select((root, i) => new Rule { RuleName = $"r{i}", Expression = WorkflowExpressionWriter.Write(root) }).ToArray(),
                };
                var compiled = roots.Select(CompiledExpression.Compile).ToArray();
                var run = RulesEngineHost.Start(workflow);
                foreach (var input in inputs)
                {
                    var results = run(input).ToDictionary(result => result.Rule.RuleName);
                    for (var i = 0; i < roots.Length; i++)
                    {
                        RulesEngineHost.Result(results[$"r{i}"]).Should().Be(
                            compiled[i].Evaluate(input), "{0} was written as {1}", roots[i], results[$"r{i}"].Rule.Expression);
                    }
                }
            },
            iter: 3,
            threads: 1);
    }
}
