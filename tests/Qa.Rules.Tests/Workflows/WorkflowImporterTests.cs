using System.Text;
using System.Text.Json;
using CsCheck;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Tests.Conditions.Expressions;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;
using RulesEngine.Models;

namespace Qa.Rules.Tests.Workflows;

public sealed class WorkflowImporterTests
{
    private static readonly WorkflowImportOptions WithLets = new()
    {
        Let = DocumentParts.Mapping(ExpressionGen.HitNames.Select(name => (name, (DocumentNode)DocumentParts.Mapping()))),
    };

    [Fact]
    public void Import_OfPlainWorkflow_MakesNormsOfItsRules()
    {
        var import = Import("""
            {"WorkflowName": "Call Quality 2", "Rules": [
              {"RuleName": "Not too long", "SuccessEvent": "short", "ErrorMessage": "keep it short", "Expression": "metrics.durationSeconds <= 600"},
              {"RuleName": "超时", "Enabled": false, "Expression": "Metrics.Turns < 9", "Properties": {"judgement": "forbid", "points": 2, "severity": "fatal"}},
              {"RuleName": "超时", "Expression": "true", "Properties": {"judgement": "reward", "points": 1.5, "perHit": true, "maxHits": 2}},
              {"RuleName": "v", "Expression": "true", "Properties": {"points": "veto"}}]}
            """);

        import.Losses.Should().BeEmpty();
        import.Text.Should().Be(SampleTree.Canonical("""
            {"schema": "qa.norm-tree/1", "ruleSet": "call-quality-2", "name": "Call Quality 2", "norms": [
              {"id": "not-too-long", "name": "Not too long", "description": "short", "guidance": "keep it short",
               "require": {"expr": "metrics.durationSeconds <= 600"}, "points": -1},
              {"id": "rule-2", "name": "超时", "enabled": false, "forbid": {"expr": "metrics.turns < 9"}, "points": -2, "severity": "fatal"},
              {"id": "rule-3", "name": "超时", "reward": {"expr": "true"}, "points": 1.5, "perHit": true, "maxHits": 2},
              {"id": "v", "name": "v", "require": {"expr": "true"}, "points": "veto"}]}
            """));
    }

    [Fact]
    public void Import_OfSeveralWorkflows_MakesACategoryOfEach()
    {
        var import = Import("""
            [{"WorkflowName": "a", "Rules": [{"RuleName": "r", "Expression": "true"}, {"RuleName": "R", "Expression": "false"}]},
             {"WorkflowName": "empty", "Rules": []},
             {"WorkflowName": "A", "WorkflowsToInject": ["a"], "Rules": [{"RuleName": "r", "Expression": "true"}]}]
            """);

        var norms = import.Document!["norms"].AsItems().Cast<DocumentMapping>().ToArray();
        norms.Select(node => node["id"].AsText()).Should().Equal("a", "a-2");
        norms[0]["children"].AsItems().Cast<DocumentMapping>().Select(node => node["id"].AsText()).Should().Equal("r", "r-2");
        import.Losses.Should().ContainSingle().Which.What.Should().Be("WorkflowsToInject");
    }

    [Fact]
    public void Import_WithOptions_TakesThem()
    {
        var import = Import("""{"WorkflowName": "w", "Rules": [{"RuleName": "r", "Expression": "true"}]}""", new()
        {
            RuleSet = "expert",
            Name = "专家",
            Judgement = ImportedJudgement.Forbid,
            Points = 2.5m,
        });

        import.Text.Should().Be(SampleTree.Canonical("""
            {"schema": "qa.norm-tree/1", "ruleSet": "expert", "name": "专家",
             "norms": [{"id": "r", "name": "r", "forbid": {"expr": "true"}, "points": -2.5}]}
            """));
    }

    [Theory]
    [InlineData("metrics.turns = 1 AND not (metrics.turns <> 2) or true", "metrics.turns == 1 && !(metrics.turns != 2) || true")]
    [InlineData("metrics.turns eq 1 AndAlso metrics.turns ne 2 OrElse metrics.turns GreaterThanEqual 3", "metrics.turns == 1 && metrics.turns != 2 || metrics.turns >= 3")]
    [InlineData("INTERACTION.Attributes[\"Key\"] == NULL && True", "interaction.attributes[\"Key\"] == null && true")]
    [InlineData("input1.metrics.turns > 1L && it.interaction.id != \"a\\x41\\u4f60\\e\\'\"", "metrics.turns > 1 && interaction.id != \"aA你\\u001b'\"")]
    [InlineData("metrics.agentShare > 0.50m && metrics.turns < 1e3d", "metrics.agentShare > 0.50 && metrics.turns < 1e3")]
    [InlineData("Input1.Hits(\"hello\") > 1", "hits(\"hello\") > 1")]
    [InlineData("add(metrics.turns, multiply(2, -1)) < negate(number(\"-1e400\"))", "metrics.turns + 2 * -1 < --1e400")]
    [InlineData("value(1) == 2 || truth(interaction.attributes[\"vip\"])", "1 == 2 || interaction.attributes[\"vip\"]")]
    // Dynamic LINQ compares from left to right whatever the comparison.
    [InlineData("true == 1 < 2", "(true == 1) < 2")]
    public void Import_OfSpellings_GivesExpr(string expression, string expr) =>
        ExprOf(Import(WorkflowOf(expression), WithLets)).Should().Be(expr);

    [Theory]
    [InlineData("input1.country == \"india\"", "at 7: found 'country', expected interaction, metrics or hits")]
    [InlineData("country == \"india\"", "at 0: found 'country'")]
    [InlineData("metrics.turns.ToString() == \"1\"", "at 13: found '.'")]
    [InlineData("interaction.id.Contains(\"x\")", "at 14: found '.'")]
    [InlineData("metrics.turns % 2 == 0", "at 14: found '%'")]
    [InlineData("metrics.turns > 1 ? true : false", "at 18: found '?'")]
    [InlineData("metrics.turns in (1, 2)", "at 14: found 'in'")]
    [InlineData("new(metrics.turns as x) != null", "at 0: found 'new'")]
    [InlineData("DateTime.Now > null", "at 0: found 'DateTime'")]
    [InlineData("metrics.turns == 'c'", "at 17: found '''")]
    [InlineData("x => true", "at 0: found 'x'")]
    [InlineData("number(\"abc\") == 1", "at 7: found the string \"abc\"")]
    [InlineData("\"\\q\" == null", "at 1: found '\\'")]
    [InlineData("hits(\"nobody\") > 1", "no let condition of that name is there")]
    public void Import_OfWhatExprCannotSay_NamesRuleAndReason(string expression, string why)
    {
        var import = Import(WorkflowOf(expression), WithLets);

        import.Document.Should().BeNull();
        import.Diagnostics.Should().ContainSingle();
        var loss = import.Losses.Should().ContainSingle().Subject;
        loss.Path.Should().Be("w/r");
        loss.LeftOut.Should().BeTrue();
        loss.Why.Should().StartWith(why);
    }

    [Fact]
    public void Import_WithAttributeInputs_ReadsTheirMembersAsAttributes() =>
        ExprOf(Import(
            WorkflowOf("input1.country == \"india\" AND Input1.loyaltyFactor <= 2 AND input2.totalOrders > 2"),
            new() { AttributeInputs = ["input1", "input2"] }))
            .Should().Be("interaction.attributes[\"country\"] == \"india\" && interaction.attributes[\"loyaltyFactor\"] <= 2 && interaction.attributes[\"totalOrders\"] > 2");

    [Fact]
    public void Import_OfNestedRulesAndParameters_PutsThemTogether()
    {
        var import = Import("""
            {"WorkflowName": "w",
             "GlobalParams": [{"Name": "long", "Expression": "metrics.durationSeconds > limit"}, {"Name": "limit", "Expression": "600"}],
             "Rules": [
              {"RuleName": "r", "Operator": "Or", "LocalParams": [{"Name": "busy", "Expression": "metrics.turns > Limit / 10"}], "Rules": [
                {"RuleName": "a", "Expression": "busy", "ErrorMessage": "was busy"},
                {"RuleName": "b", "Operator": "AndAlso", "Rules": [
                  {"RuleName": "c", "LocalParams": [{"Name": "twice", "Expression": "add(limit, limit)"}], "Expression": "metrics.turns > twice"},
                  {"RuleName": "d", "Expression": "not busy"},
                  {"RuleName": "e", "Enabled": false, "Expression": "whatever"}]}]},
              {"RuleName": "uses long", "Expression": "long"}]}
            """.Replace("metrics.turns > Limit / 10", "metrics.turns > divide(Limit, 10)", StringComparison.Ordinal));

        ExprOf(import).Should().Be("metrics.turns > 600 / 10 || metrics.turns > 600 + 600 && !(metrics.turns > 600 / 10)");
        import.Losses.Select(loss => (loss.Path, loss.What, loss.LeftOut)).Should().Equal(
            // The parameter names one that comes after it, which RulesEngine refuses as well.
            ("w", "GlobalParams 'long'", false),
            ("w/r/a", "ErrorMessage", false),
            ("w/r/b/e", "the rule", false),
            ("w/uses long", "Expression", true));
    }

    [Fact]
    public void Import_OfMuchThatHasNoPlace_NamesEverything()
    {
        var import = Import("""
            {"WorkflowName": "w", "Author": "me", "RuleExpressionType": "LambdaExpression", "Rules": [
              {"RuleName": "r", "Expression": "true", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression",
               "Actions": {"OnSuccess": {"Name": "OutputExpression", "Context": {"Expression": "1"}}}, "WorkflowsToInject": ["x"],
               "Properties": {"tag": 1, "points": 0, "judgement": "maybe", "severity": "bad", "perHit": true, "categories": [1]}},
              {"RuleName": "not", "Operator": "Not", "Rules": [{"RuleName": "n", "Expression": "true"}]},
              {"RuleName": "both", "Operator": "And", "Expression": "false", "Rules": [{"RuleName": "n", "Expression": "true"}]},
              {"RuleName": "none", "Operator": "Or", "Rules": []},
              {"RuleName": "sql", "RuleExpressionType": "Sql", "Expression": "true"},
              {"RuleName": "nothing"},
              {"Expression": "1 +"},
              7]}
            """);

        import.Losses.Select(loss => (loss.Path, loss.What, loss.LeftOut)).Should().Equal(
            ("w", "Author", false),
            ("w/r", "Actions", false),
            ("w/r", "WorkflowsToInject", false),
            ("w/r", "ErrorType", false),
            ("w/r", "Properties.judgement", false),
            ("w/r", "Properties.categories", false),
            ("w/r", "Properties.tag", false),
            ("w/r", "Properties.points", false),
            ("w/r", "Properties.perHit", false),
            ("w/r", "Properties.severity", false),
            ("w/not", "Operator 'Not'", true),
            ("w/both", "Expression", false),
            ("w/none", "Rules", true),
            ("w/sql", "RuleExpressionType", true),
            ("w/nothing", "Expression", true),
            ("w/#7", "Expression", true),
            ("w", "Rules #8", true));
        import.Document!["norms"].AsItems().Should().HaveCount(2);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\"WorkflowName\": \"w\",\n \"名\": ]}", 2, 7)]
    [InlineData("{\"WorkflowName\": \"w\"} {}", 1, 23)]
    [InlineData("{\"a\": 1,\n  \"a\": 2}", 2, 3)]
    [InlineData("{\"WorkflowName\":\n \"\\ud800\"}", 2, 2)]
    [InlineData("3", 0, 0)]
    [InlineData("[]", 0, 0)]
    [InlineData("[{\"WorkflowName\": \"w\", \"Rules\": []}, 3]", 0, 0)]
    [InlineData("{\"WorkflowName\": \"w\", \"Rules\": []}", 0, 0)]
    public void Import_OfWhatIsNoWorkflow_SaysWhere(string json, int line, int column)
    {
        var import = Import(json);

        import.Document.Should().BeNull();
        var diagnostic = import.Diagnostics.Should().ContainSingle().Subject;
        (diagnostic.Line, diagnostic.Column).Should().Be((line, column), diagnostic.ToString());
    }

    [Fact]
    public void Import_OfBrokenUtf8_IsRefused() =>
        WorkflowImporter.Import([.. "{\"WorkflowName\": \""u8, 0xC3, 0x28, .. "\"}"u8], "w").Diagnostics.Should().ContainSingle();

    [Fact]
    public void Import_BeyondItsBounds_IsRefused()
    {
        WorkflowImporter.Import(new byte[WorkflowBounds.MaximumBytes + 1], "w").Diagnostics.Single().Expected.Should().Be("at most 8388608");
        Import(string.Concat(Enumerable.Repeat("[", 100_000))).Diagnostics.Should().ContainSingle();
        Import(NestedRules(40)).Diagnostics.Should().ContainSingle();
        var rules = string.Join(",", Enumerable.Repeat("""{"RuleName": "r", "Expression": "true"}""", 2_001));
        Import($$"""{"WorkflowName": "w", "Rules": [{{rules}}]}""").Diagnostics.Single().Found.Should().Be("2001 rules");
    }

    [Fact]
    public void Import_OfManyRules_GivesEachItsOwnId()
    {
        var rules = string.Join(",", Enumerable.Repeat($$"""{"RuleName": "{{new string('r', 80)}}", "Expression": "true"}""", 2_000));

        var ids = Import($$"""{"WorkflowName": "w", "Rules": [{{rules}}]}""").Document!["norms"].AsItems()
            .Select(node => ((DocumentMapping)node)["id"].AsText()!).ToArray();

        ids.Should().OnlyHaveUniqueItems().And.HaveCount(2_000).And.OnlyContain(id => NodeIds.IsId(id));
    }

    [Fact]
    public void Import_OfParametersThatDouble_StopsAtTheBound()
    {
        var parameters = string.Join(",", Enumerable.Range(1, 60).Select(i => $$"""{"Name": "p{{i}}", "Expression": "p{{i - 1}} && !p{{i - 1}} || p{{i - 1}}"}"""));
        var import = Import($$"""
            {"WorkflowName": "w", "GlobalParams": [{"Name": "p0", "Expression": "metrics.turns > 1"}, {{parameters}}],
             "Rules": [{"RuleName": "r", "Expression": "p60"}, {"RuleName": "s", "Expression": "p2"}]}
            """);

        import.Losses.Should().Contain(loss => loss.Path == "w/r" && loss.LeftOut);
        import.Document!["norms"].AsItems().Should().ContainSingle();
    }

    [Theory]
    [InlineData("value(", ")")]
    [InlineData("it.value(", ")")]
    [InlineData("add(1,", ")")]
    [InlineData("negate(", ")")]
    [InlineData("not ", "")]
    [InlineData("(", ")")]
    public void Import_OfDeepExpression_IsRefusedWithoutDepth(string open, string close)
    {
        var levels = WorkflowBounds.MaximumExpressionLength / (open.Length + close.Length) - 1;
        var text = string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));

        Import(WorkflowOf(text)).Losses.Single().Why.Should().Contain("too deep");
    }

    /// <summary>A workflow as its users write them, run by RulesEngine, against its norms run by us.</summary>
    [Fact]
    public void Import_OfWorkflow_MeansWhatRulesEngineMakesOfIt()
    {
        const string Json = """
            {"WorkflowName": "w",
             "GlobalParams": [{"Name": "limit", "Expression": "input1.value(36)"}],
             "Rules": [
              {"RuleName": "a", "Expression": "input1.metrics.durationSeconds > limit AND input1.hits(\"hello\") >= 1"},
              {"RuleName": "b", "Operator": "OrElse", "LocalParams": [{"Name": "chat", "Expression": "input1.interaction.channel = \"chat\""}], "Rules": [
                {"RuleName": "b1", "Expression": "chat && not (input1.metrics.turns lt 3)"},
                {"RuleName": "b2", "Operator": "And", "Rules": [
                  {"RuleName": "b3", "Expression": "!chat"},
                  {"RuleName": "b4", "Enabled": false, "Expression": "false"},
                  {"RuleName": "b5", "Expression": "input1.interaction.businessLine <> null"}]}]},
              {"RuleName": "c", "Expression": "input1.interaction.attributes[\"a\"] == input1.interaction.attributes[\"b\"] or input1.metrics.agentShare < 0.5"}]}
            """;
        var workflow = JsonSerializer.Deserialize<Workflow>(Json)!;
        var import = Import(Json, WithLets);
        import.Losses.Should().ContainSingle("one rule is disabled");
        var expressions = import.Document!["norms"].AsItems().Cast<DocumentMapping>()
            .Select(norm => CompiledExpression.Compile(ExpressionParser.Parse(((DocumentMapping)norm["require"]!)["expr"].AsText()!).Root!))
            .ToArray();

        var run = RulesEngineHost.Start(workflow);

        ExpressionGen.Input.Sample(
            input => run(input).Select(RulesEngineHost.Result).Should().Equal(expressions.Select(expression => expression.Evaluate(input))),
            iter: 200,
            threads: 1);
    }

    private static WorkflowImport Import(string json, WorkflowImportOptions? options = null) =>
        WorkflowImporter.Import(Encoding.UTF8.GetBytes(json), "w.json", options);

    private static string WorkflowOf(string expression) =>
        $$"""{"WorkflowName": "w", "Rules": [{"RuleName": "r", "Expression": {{JsonSerializer.Serialize(expression)}}}]}""";

    private static string? ExprOf(WorkflowImport import) =>
        ((DocumentMapping)((DocumentMapping)import.Document!["norms"].AsItems()[0])["require"]!)["expr"].AsText();

    private static string NestedRules(int levels) =>
        """{"WorkflowName": "w", "Rules": [""" + string.Concat(Enumerable.Repeat("""{"Operator": "And", "Rules": [""", levels))
        + """{"Expression": "true"}""" + string.Concat(Enumerable.Repeat("]}", levels)) + "]}";
}
