using System.Text;
using System.Text.Json;
using CsCheck;
using Qa.Rules.Conditions;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Tests.Conditions.Expressions;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;
using RulesEngine.Models;

namespace Qa.Rules.Tests.Workflows;

public sealed class WorkflowExporterTests
{
    private const string Standard = """
        {
          "schema": "qa.norm-tree/1", "ruleSet": "standard", "name": "普通规范集",
          "appliesTo": {"channels": ["voice"]},
          "score": {"base": 100, "pass": 85.5},
          "let": {"complaint": {"anyOf": ["投诉"], "role": "customer"}},
          "norms": [
            {"id": "long", "name": "超时", "require": {"expr": "metrics.durationSeconds <= 600"}, "points": -2.5},
            {"id": "attitude", "name": "服务态度", "maxDeduct": 30, "children": [
              {"id": "silence", "name": "静默", "description": "长静默", "guidance": "请稍等",
               "when": {"expr": "interaction.channel == \"voice\""},
               "forbid": {"expr": "metrics.longestSilence > 12.4 && hits(\"complaint\") >= 1"},
               "points": -5, "perHit": true, "maxHits": 3, "severity": "fatal"},
              {"id": "inner", "name": "内层", "enabled": false, "children": [
                {"id": "vip", "name": "贵宾", "reward": {"expr": "interaction.attributes[\"vip\"]"}, "points": 3},
                {"id": "off", "name": "停用", "enabled": false, "forbid": {"expr": "metrics.turns - 1 > 2"}, "points": "veto"}
              ]}
            ]}
          ]
        }
        """;

    [Fact]
    public void Export_OfSet_IsWhatPeopleCanRead() =>
        WorkflowExporter.Export(SampleTree.Of(Standard)).Json.Should().Contain(
            """
                      "Expression": "metrics.longestSilence > 12.4 && hits(\"complaint\") >= 1"
            """.Trim()).And.Contain("\"RuleName\": \"attitude/silence\"").And.Contain("静默");

    [Fact]
    public void Export_ThenImport_GivesTheDocumentBack()
    {
        var export = WorkflowExporter.Export(SampleTree.Of(Standard));
        export.Losses.Should().BeEmpty();

        var import = WorkflowImporter.Import(Encoding.UTF8.GetBytes(export.Json), "standard.json");

        import.Diagnostics.Should().BeEmpty();
        import.Losses.Should().BeEmpty();
        import.Text.Should().Be(SampleTree.Canonical(Standard));
    }

    [Fact]
    public void Export_OfWhatRulesEngineLacks_NamesIt()
    {
        var export = WorkflowExporter.Export(SampleTree.Of("""
            {"schema": "qa.norm-tree/1", "ruleSet": "s", "name": "s", "norms": [
              {"id": "c", "name": "c", "children": [
                {"id": "tone", "name": "tone", "manual": {"max": 10}},
                {"id": "turns", "name": "turns", "forbid": {"turnCount": {"above": 1}}, "points": -1},
                {"id": "when", "name": "when", "when": {"turnCount": {"above": 1}}, "forbid": {"expr": "true"}, "points": -1}]}]}
            """));

        export.Losses.Select(loss => (loss.Path, loss.What, loss.LeftOut)).Should().Equal(
            ("c/tone", "manual", true), ("c/turns", "forbid", true), ("c/when", "when", true));
    }

    [Fact]
    public void Export_OfRandomNorms_RunsInRulesEngineWithTheSameResult()
    {
        const int Norms = 40;
        var norm = Gen.Select(ExpressionGen.Sensible, ExpressionGen.Wild, Gen.Int[0, 3]).Select((sensible, wild, kind) =>
            (When: kind == 0 ? sensible : kind == 1 ? wild : null, Holds: kind == 2 ? wild : sensible));
        Gen.Select(norm.Array[Norms], ExpressionGen.Input.Array[8]).Sample(
            (norms, inputs) =>
            {
                var readable = norms.Where(pair => ExpressionParser.Parse(pair.Holds).Root is not null
                    && (pair.When is null || ExpressionParser.Parse(pair.When).Root is not null)).ToArray();
                var tree = SampleTree.Of(DocumentOf(readable));
                var export = WorkflowExporter.Export(tree);
                export.Losses.Should().BeEmpty();
                var workflow = JsonSerializer.Deserialize<Workflow>(export.Json)!;
                var run = RulesEngineHost.Start(workflow);
                foreach (var input in inputs)
                {
                    var results = run(input);
                    results.Should().HaveCount(readable.Length);
                    for (var i = 0; i < readable.Length; i++)
                        AssertSame((Norm)tree.Nodes[i], results[i], input);
                }
            },
            iter: 2,
            threads: 1);
    }

    [Fact]
    public void Export_OfRandomNormsThenImport_KeepsEachMeaning() =>
        Gen.Select(ExpressionGen.Wild, ExpressionGen.Sensible).Array[30].Sample(
            pairs =>
            {
                var readable = pairs.Where(pair => ExpressionParser.Parse(pair.Item1).Root is not null && ExpressionParser.Parse(pair.Item2).Root is not null)
                    .Select(pair => ((string?)pair.Item2, pair.Item1)).ToArray();
                var json = DocumentOf(readable);
                var import = WorkflowImporter.Import(Encoding.UTF8.GetBytes(WorkflowExporter.Export(SampleTree.Of(json)).Json), "w");
                import.Losses.Should().BeEmpty();
                import.Text.Should().Be(SampleTree.Canonical(json));
            },
            iter: 20);

    private static void AssertSame(Norm norm, RuleResultTree result, SampleInput input)
    {
        result.Rule.RuleName.Should().Be(norm.Id);
        var holds = Evaluate(((Judgement.Forbid)norm.Judgement).Condition, input);
        if (norm.When is null)
        {
            RulesEngineHost.Result(result).Should().Be(holds, "of {0}", norm.Judgement);
            return;
        }

        var parts = result.ChildResults.ToArray();
        RulesEngineHost.Result(parts[0]).Should().Be(Evaluate(norm.When, input), "of {0}", norm.When);
        RulesEngineHost.Result(parts[1]).Should().Be(holds, "of {0}", norm.Judgement);
        result.IsSuccess.Should().Be(parts.All(part => part.IsSuccess));
    }

    private static ExpressionResult Evaluate(Condition condition, SampleInput input) =>
        CompiledExpression.Compile(ExpressionParser.Parse(((Expr)condition).Text).Root!).Evaluate(input);

    private static string DocumentOf((string? When, string Holds)[] norms) => DocumentJson.Write(DocumentParts.Mapping(
        ("schema", DocumentParts.Text("qa.norm-tree/1")),
        ("ruleSet", DocumentParts.Text("random")),
        ("name", DocumentParts.Text("random")),
        ("let", DocumentParts.Mapping(ExpressionGen.HitNames.Select(name => (name, (DocumentNode)ExprOf("true"))))),
        ("norms", DocumentParts.Sequence(norms.Select((norm, i) => NormOf(norm.When, norm.Holds, i))))));

    private static DocumentMapping NormOf(string? when, string holds, int number)
    {
        var entries = new List<(string, DocumentNode)>
        {
            ("id", DocumentParts.Text($"n{number}")),
            ("name", DocumentParts.Text($"规范 {number}")),
        };
        if (when is not null)
            entries.Add(("when", ExprOf(ExpressionParser.Parse(when).Root!.ToString())));
        entries.Add(("forbid", ExprOf(ExpressionParser.Parse(holds).Root!.ToString())));
        entries.Add(("points", DocumentParts.Number(-1.25m)));
        return DocumentParts.Mapping(entries);
    }

    private static DocumentMapping ExprOf(string text) => DocumentParts.Mapping(("expr", DocumentParts.Text(text)));
}
