using System.Text;
using System.Text.Json;
using Qa.Rules.Sca;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Workflows;

namespace Qa.Rules.Tests.Sca;

/// <summary>
/// Documents shaped as SCA's documentation has them: UploadRule's JsonStr
/// (https://help.aliyun.com/zh/sca/developer-reference/api-qualitycheck-2019-01-15-uploadrule), what GetRuleDetail returns
/// (https://help.aliyun.com/zh/sca/developer-reference/api-qualitycheck-2019-01-15-getruledetail), and parameters of operators
/// (https://help.aliyun.com/zh/sca/developer-reference/detection-operator-object-description).
/// </summary>
public sealed class ScaImporterTests
{
    private const string Uploaded = """
        {"appKey": "app", "conditions": [
          {"cid": "1", "check_range": {"role": "客户"}, "lambda": "1", "operators": [
            {"oid": "1", "name": "投诉", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["投诉", "曝光"], "in_sentence": false}}]},
          {"cid": "2", "check_range": {"role": "客服", "anchor": {"cid": "1", "location": "AFTER", "hit_time": -1}, "range": {"from": 1, "to": 2}}, "lambda": "2&&!3",
           "operators": [
            {"oid": "2", "type": "INCLUDE_KEYWORDS", "param": {"keywords": ["抱歉", "马上"], "keywordMatchSize": -1}},
            {"oid": "3", "type": "REGULAR_EXPRESSION", "param": {"regex": "不归我管|不管", "notRegex": "不管怎样"}}]}],
         "rules": [{"rid": "1", "name": "Complaint handled", "lambda": "1&&!2", "comments": "投诉要安抚", "level": 0, "scoreNum": 5, "ruleCategoryName": "服务态度"}]}
        """;

    [Fact]
    public void Import_UploadedRules_BecomeNormsAndNamedConditions()
    {
        var import = ScaImporter.Import(Encoding.UTF8.GetBytes(Uploaded), "sca.json");

        import.Text.Should().Be("""
            schema: qa.norm-tree/1
            ruleSet: sca
            name: SCA
            let:
              c1: {anyOf: [投诉, 曝光], role: customer}
              c2:
                all:
                  - {allOf: [抱歉, 马上], around: {of: {use: c1}, after: 4}}
                  - not:
                      lacking:
                        of: {regex: 不归我管|不管, around: {of: {use: c1}, after: 4}}
                        near: {regex: 不管怎样, around: {of: {use: c1}, after: 4}}
            norms:
              - id: category
                name: 服务态度
                children:
                  - id: complaint-handled
                    name: Complaint handled
                    description: 投诉要安抚
                    forbid: {all: [{use: c1}, {not: {use: c2}}]}
                    points: -5
                    severity: fatal

            """);
        import.Losses.Select(loss => $"{loss.Path} {loss.What}").Should().Equal("condition 2 check_range.range", "condition 2 lambda");
        TreeLoader.Load("sca.yaml", import.Text!).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Import_ReturnedRules_AreReadToo()
    {
        const string Returned = """
            {"Code": "200", "Data": {"Conditions": {"ConditionBasicInfo": [{"ConditionInfoCid": "7", "OperLambda": "8", "CheckRange": {"Role": "客服", "Range": {"From": 1, "To": 2}},
              "Operators": {"OperatorBasicInfo": [{"Oid": "8", "Type": "SIMILAR_MATCH", "Param": {"Score": 80, "SimilarlySentences": {"SimilarlySentence": ["很高兴为您服务"]}}}]}}]},
              "Rules": {"RuleBasicInfo": [{"Rid": "4", "RuleLambda": "!7", "Triggers": {"Trigger": []}}]}}}
            """;

        var import = ScaImporter.Import(Encoding.UTF8.GetBytes(Returned), "sca.json", new() { Judgement = ImportedJudgement.Require, Points = 2 });

        var tree = TreeLoader.Load("sca.yaml", import.Text!).Tree!;
        Condition(import).Should().Be("{similar: {texts: [很高兴为您服务], atLeast: 0.8}, turns: {first: 2}}");
        ((Judgement.Require)((Norm)tree.Nodes[0]).Judgement).Points.Should().Be(-2);
    }

    [Theory]
    [InlineData("HIT_ANY_KEYWORDS", """{"keywords": ["a", "b"], "threshold": 3}""", "{anyOf: [a, b], role: any, minHits: 3}", "")]
    [InlineData("INCLUDE_KEYWORDS", """{"keywords": ["a", "b"], "in_sentence": true}""", "{allOf: [a, b], role: any}", "param.in_sentence")]
    [InlineData("INCLUDE_KEYWORDS", """{"keywords": ["a", "b"], "keywordMatchSize": 0}""", "{not: {anyOf: [a, b], role: any}}", "")]
    [InlineData("INCLUDE_KEYWORDS", """{"keywords": ["a", "b", "c"], "keywordMatchSize": 2}""", "{any: [{allOf: [a, b], role: any}, {allOf: [a, c], role: any}, {allOf: [b, c], role: any}]}", "")]
    [InlineData("REGULAR_EXPRESSION", """{"regex": "ABC\\D"}""", "{regex: abc\\D, role: any}", "param.regex")]
    [InlineData("SIMILAR_MATCH", """{"similarlySentences": ["a"], "score": 85}""", "{similar: {texts: [a], atLeast: 0.85}, role: any}", "param.score")]
    [InlineData("ADVANCED_REPEAT_DETECT", """{"from": 3, "hit_time": 2, "threshold": 5, "similarity_threshold": 0.6}""", "{repeat: {times: 3, minLength: 5}, role: any}", "param.from param.similarity_threshold")]
    [InlineData("INTERVAL_GREATER", """{"interval": 2500, "different_role": true, "target": 1, "compareOperator": "gt"}""", "{silence: {longerThan: 2.5}}", "param.different_role")]
    [InlineData("SPEECH_SPEED_CHECK", """{"velocityInMint": 280, "minWordSize": 4, "average": false}""", "{speechRate: {above: 280}, role: any}", "param.minWordSize")]
    public void Import_Operator_IsCarriedOver(string type, string param, string condition, string losses)
    {
        var import = ScaImporter.Import(Encoding.UTF8.GetBytes(One(type, param, "{}")), "sca.json");

        Condition(import).Should().Be(condition);
        string.Join(' ', import.Losses.Where(loss => loss.Path == "condition 1/operator 1").Select(loss => loss.What)).Should().Be(losses);
        import.Losses.Should().NotContain(loss => loss.LeftOut && loss.Path != "s");
        TreeLoader.Load("sca.yaml", import.Text!).Diagnostics.Should().BeEmpty();
    }

    [Theory]
    [InlineData("NER_MODEL", "{}", "{}", "condition 1/operator 1 type")]
    [InlineData("HIT_ANY_KEYWORDS", "{}", "{}", "condition 1/operator 1 param.keywords")]
    [InlineData("REGULAR_EXPRESSION", """{"regex": "(?=a)b"}""", "{}", "condition 1/operator 1 param.regex")]
    [InlineData("INTERVAL_GREATER", """{"interval": 5, "compareOperator": "lt"}""", "{}", "condition 1/operator 1 param.compareOperator")]
    [InlineData("SPEECH_SPEED_CHECK", """{"velocityInMint": 280, "average": true}""", "{}", "condition 1/operator 1 param.average")]
    [InlineData("HIT_ANY_KEYWORDS", """{"keywords": ["a"]}""", """{"role": "机器人"}""", "condition 1 check_range.role")]
    [InlineData("HIT_ANY_KEYWORDS", """{"keywords": ["a"]}""", """{"range": {"from": -5, "to": -2}}""", "condition 1 check_range.range")]
    [InlineData("HIT_ANY_KEYWORDS", """{"keywords": ["a"]}""", """{"allSentencesSatisfy": true}""", "condition 1 check_range.allSentencesSatisfy")]
    [InlineData("HIT_ANY_KEYWORDS", """{"keywords": ["a"]}""", """{"anchor": {"cid": "1", "location": "CURRENT"}}""", "condition 1 condition '1'")]
    public void Import_WhatWouldMeanSomethingElse_IsLeftOutAndNamed(string type, string param, string range, string loss)
    {
        var import = ScaImporter.Import(Encoding.UTF8.GetBytes(One(type, param, range)), "sca.json");

        import.Document.Should().BeNull();
        import.Diagnostics.Should().ContainSingle();
        import.Losses.Select(one => $"{one.Path} {one.What}").First().Should().Be(loss);
    }

    [Theory]
    [InlineData("""{"role": "客服", "range": {"from": 1, "to": 3}}""", "{anyOf: [a], turns: {first: 3}}")]
    [InlineData("""{"role": "客服", "range": "{\"from\":2,\"to\":3}"}""", "{anyOf: [a], turns: {from: 2, to: 3}}")]
    [InlineData("""{"role": "所有", "range": {"from": -2, "to": -1}}""", "{anyOf: [a], role: any, turns: {last: 2}}")]
    [InlineData("""{"anchor": {"cid": "9", "location": "CURRENT"}}""", "{anyOf: [a], role: any, around: {of: {use: c9}}}")]
    [InlineData("""{"anchor": {"cid": "9", "location": "AROUND"}, "range": {"from": -1, "to": 2}}""", "{anyOf: [a], role: any, around: {of: {use: c9}, before: 1, after: 2}}")]
    [InlineData("""{"anchor": {"cid": "9", "location": "BEFORE"}, "range": {"from": -3, "to": -1}}""", "{anyOf: [a], role: any, around: {of: {use: c9}, before: 3}}")]
    [InlineData("""{"anchor": {"cid": "9", "location": "BEFORE"}, "range": {"from": 1, "to": 2}}""", "{anyOf: [a], role: any, turns: {first: 2}, around: {of: {use: c9}, before: 1000000000}}")]
    [InlineData("""{"anchor": {"cid": "9", "location": "AFTER"}, "range": {"from": 1, "to": -1}}""", "{anyOf: [a], role: any, around: {of: {use: c9}, after: 1000000000}}")]
    public void Import_CheckRange_BecomesModifiers(string range, string condition)
    {
        var import = ScaImporter.Import(Encoding.UTF8.GetBytes(One("HIT_ANY_KEYWORDS", """{"keywords": ["a"]}""", range)), "sca.json");

        Condition(import).Should().Be(condition);
        TreeLoader.Load("sca.yaml", import.Text!).Diagnostics.Should().BeEmpty();
    }

    [Theory]
    [InlineData("1&&")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("1 & 9")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!1")]
    [InlineData("")]
    public void Import_LambdaThatCannotBeRead_IsNamed(string lambda)
    {
        var text = Uploaded.Replace("1&&!2", lambda, StringComparison.Ordinal);

        ScaImporter.Import(Encoding.UTF8.GetBytes(text), "sca.json").Losses.Should().Contain(loss => loss.LeftOut && loss.Path == "Complaint handled" && loss.What == "lambda");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"conditions": []}""")]
    public void Import_NoRules_IsAnError(string text) =>
        ScaImporter.Import(Encoding.UTF8.GetBytes(text), "sca.json").Diagnostics.Should().ContainSingle().Which.File.Should().Be("sca.json");

    private static string One(string type, string param, string range) => $$$"""
        {"conditions": [{"cid": "1", "check_range": {{{range}}}, "operators": [{"oid": 1, "type": {{{JsonSerializer.Serialize(type)}}}, "param": {{{param}}}}]},
          {"cid": "9", "check_range": {}, "operators": [{"oid": 1, "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["z"]}}]}],
         "rules": [{"rid": "1", "name": "r", "lambda": "1"}, {"rid": "2", "name": "s", "lambda": "9", "isDelete": 1}]}
        """;

    // The last named condition, as it is written on one line.
    private static string Condition(ScaImport import) =>
        new FragmentWriter(isJson: false, "\n").Flow(((DocumentMapping)import.Document!["let"]!).Entries[^1].Value);
}
