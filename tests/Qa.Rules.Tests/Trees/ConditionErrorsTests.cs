using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

/// <summary>Conditions that are wrong in one way each: one error, under the key it is about, in words that name it.</summary>
public sealed class ConditionErrorsTests
{
    [Theory]
    [InlineData("{}", "forbid", "no operator")]
    [InlineData("[]", "forbid", "an empty list")]
    [InlineData("~", "forbid", "null")]
    [InlineData("{role: agent}", "forbid", "no operator")]
    [InlineData("{anyOff: [好]}", "anyOff", "'anyOff'")]
    [InlineData("{anyOf: 好}", "anyOf", "'好'")]
    [InlineData("{anyOf: [110]}", "anyOf", "the number 110")]
    [InlineData("{anyOf: [true]}", "anyOf", "the boolean true")]
    [InlineData("{anyOf: [~]}", "anyOf", "null")]
    [InlineData("{anyOf: [@rude]}", "anyOf", "'@rude' without quotes")]
    [InlineData("{anyOf: [[好]]}", "anyOf", "a list")]
    [InlineData("{anyOf: [好], except: []}", "except", "an empty list")]
    [InlineData("{anyOf: [好], except: ['。']}", "except", "'。'")]
    [InlineData("{anyOf: [好], match: sound}", "match", "'sound'")]
    [InlineData("{anyOf: [好], minHits: 0}", "minHits", "the number 0")]
    [InlineData("{anyOf: [好], minHits: 1.5}", "minHits", "the number 1.5")]
    [InlineData("{anyOf: [好], minHits: two}", "minHits", "'two'")]
    [InlineData("{anyOf: [好], minHits: 1e10}", "minHits", "the number 1e10")]
    [InlineData("{anyOf: [好], role: system}", "role", "'system'")]
    [InlineData("{anyOf: [好], role: {}}", "role", "an empty mapping")]
    [InlineData("{anyOf: [好], turns: {}}", "turns", "none")]
    [InlineData("{anyOf: [好], turns: 1}", "turns", "the number 1")]
    [InlineData("{anyOf: [好], turns: {first: 0}}", "first", "the number 0")]
    [InlineData("{anyOf: [好], turns: {first: 1, last: 1}}", "turns", "first and last")]
    [InlineData("{anyOf: [好], turns: {first: 1, to: 2}}", "turns", "first and to")]
    [InlineData("{anyOf: [好], turns: {from: 1}}", "to", "no such key")]
    [InlineData("{anyOf: [好], turns: {to: 1}}", "from", "no such key")]
    [InlineData("{anyOf: [好], turns: {frist: 1}}", "frist", "'frist'")]
    [InlineData("{anyOf: [好], seconds: {}}", "seconds", "none")]
    [InlineData("{anyOf: [好], seconds: {first: -1}}", "first", "the number -1")]
    [InlineData("{anyOf: [好], seconds: {first: 1, last: 1}}", "seconds", "first and last")]
    [InlineData("{anyOf: [好], seconds: {first: 1000000001}}", "first", "the number 1000000001")]
    [InlineData("{anyOf: [好], seconds: {first: .inf}}", "first", "the number .inf")]
    [InlineData("{anyOf: [好], seconds: {first: 1e999}}", "first", "the number 1e999")]
    [InlineData("{anyOf: [好], around: {}}", "of", "no such key")]
    [InlineData("{anyOf: [好], around: {of: {regex: a}, after: -1}}", "after", "the number -1")]
    [InlineData("{allOf: []}", "allOf", "an empty list")]
    [InlineData("{allOf: [好], minHits: 1}", "minHits", "'minHits'")]
    [InlineData("{allOf: [好], except: [坏]}", "except", "'except'")]
    [InlineData("{regex: 5}", "regex", "the number 5")]
    [InlineData("{regex: '('}", "regex", null)]
    [InlineData("{regex: '(a)\\1'}", "regex", null)]
    [InlineData("{regex: a, match: pinyin}", "match", "'match'")]
    [InlineData("{similar: {}}", "texts", "no such key")]
    [InlineData("{similar: [好]}", "similar", "a list")]
    [InlineData("{similar: {texts: ['!']}}", "texts", "'!'")]
    [InlineData("{similar: {texts: [好], atLeast: 1.1}}", "atLeast", "the number 1.1")]
    [InlineData("{similar: {texts: [好], atLeast: -0.1}}", "atLeast", "the number -0.1")]
    [InlineData("{similar: {texts: [好], atLeast: .nan}}", "atLeast", "the number .nan")]
    [InlineData("{similar: {texts: [好], minHits: 1}}", "minHits", "'minHits'")]
    [InlineData("{repeat: {}}", "times", "no such key")]
    [InlineData("{repeat: {times: 2, minLength: 0}}", "minLength", "the number 0")]
    [InlineData("{repeat: {times: 2}, minHits: 1}", "minHits", "'minHits'")]
    [InlineData("{silence: {}}", "longerThan", "no such key")]
    [InlineData("{silence: {longerThan: '3'}}", "longerThan", "'3'")]
    [InlineData("{silence: {longerThan: 3, before: any}}", "before", "'any'")]
    [InlineData("{silence: {longerThan: 3}, role: agent}", "role", "'role'")]
    [InlineData("{interruption: {longerThan: 1}}", "by", "no such key")]
    [InlineData("{interruption: {by: agent}}", "longerThan", "no such key")]
    [InlineData("{speechRate: {}}", "speechRate", "none")]
    [InlineData("{speechRate: {above: 1, below: 2}}", "speechRate", "above and below")]
    [InlineData("{speechRate: {above: -1}}", "above", "the number -1")]
    [InlineData("{speechRate: {above: 1, minSeconds: -1}}", "minSeconds", "the number -1")]
    [InlineData("{speechRate: {above: 1}, seconds: {first: 1}}", "seconds", "'seconds'")]
    [InlineData("{responseTime: {of: last, above: 1}}", "of", "'last'")]
    [InlineData("{responseTime: {of: max}}", "above", "no such key")]
    [InlineData("{responseTime: {above: 1}}", "of", "no such key")]
    [InlineData("{responseTime: {of: max, above: 1}, minHits: 1}", "minHits", "'minHits'")]
    [InlineData("{loudness: {}}", "aboveMean", "no such key")]
    [InlineData("{loudness: {aboveMean: loud}}", "aboveMean", "'loud'")]
    [InlineData("{duration: {above: -1}}", "above", "the number -1")]
    [InlineData("{duration: {above: 1}, role: agent}", "role", "'role'")]
    [InlineData("{turnCount: {above: 1.5}}", "above", "the number 1.5")]
    [InlineData("{turnCount: {above: 1}, turns: {first: 1}}", "turns", "'turns'")]
    [InlineData("{all: []}", "all", "an empty list")]
    [InlineData("{all: {regex: a}}", "all", "a mapping")]
    [InlineData("{any: [好]}", "any", "'好'")]
    [InlineData("{not: [{regex: a}]}", "not", "a list")]
    [InlineData("{not: {regex: a, expr: 'true'}}", "not", "regex and expr")]
    [InlineData("{sequence: [{regex: a}]}", "sequence", "a list")]
    [InlineData("{sequence: {of: []}}", "of", "an empty list")]
    [InlineData("{sequence: {of: [{regex: a}], withinTurns: -1}}", "withinTurns", "the number -1")]
    [InlineData("{lacking: {of: {regex: a}}}", "near", "no such key")]
    [InlineData("{lacking: {of: {regex: a}, near: {regex: b}, before: 1.5}}", "before", "the number 1.5")]
    [InlineData("{unanswered: ~}", "unanswered", "null")]
    [InlineData("{unanswered: {ignore: []}}", "ignore", "an empty list")]
    [InlineData("{unanswered: {}, minHits: 1}", "minHits", "'minHits'")]
    [InlineData("{use: greting}", "use", "'greting'")]
    [InlineData("{use: 1}", "use", "the number 1")]
    [InlineData("{expr: true}", "expr", "the boolean true")]
    [InlineData("{expr: 'hits(\"nobody\") > 0'}", "expr", "'nobody'")]
    [InlineData("{expr: 'interaction.secret == 1'}", "expr", null)]
    public void Load_WrongCondition_ReportsOneErrorUnderItsKey(string condition, string key, string? found)
    {
        var result = TreeLoader.Load("case.yaml", TreeText.Forbid(condition));

        result.Tree.Should().BeNull();
        TreeText.Errors(result).Should().Equal([$"5 a|{key}"], string.Join("; ", result.Diagnostics));
        if (found is not null)
            result.Diagnostics[0].Found.Should().Be(found);
    }

    [Fact]
    public void Load_TwoOperators_AlsoReportsErrorsInsideThem()
    {
        var errors = TreeText.Errors(TreeText.Forbid("{anyOf: ['!'], silence: {}, role: system}"));

        errors.Should().BeEquivalentTo("5 a|forbid", "5 a|anyOf", "5 a|longerThan");
    }

    [Fact]
    public void Load_MisspeltKey_SuggestsTheNearest()
    {
        var result = TreeLoader.Load("case.yaml", TreeText.Forbid("{anyof: [好]}"));

        result.Diagnostics.Should().ContainSingle().Which.Expected.Should().EndWith("did you mean 'anyOf'?");
    }
}
