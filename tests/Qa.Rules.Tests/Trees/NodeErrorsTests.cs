using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

/// <summary>Nodes and heads of documents that are wrong in one way each.</summary>
public sealed class NodeErrorsTests
{
    [Theory]
    [InlineData("{id: a, points: -1, forbid: {regex: a}}", "a|name")]
    [InlineData("{name: a, points: -1, forbid: {regex: a}}", "|id")]
    [InlineData("{id: 1, name: a, points: -1, forbid: {regex: a}}", "1|id")]
    [InlineData("{id: '', name: a, points: -1, forbid: {regex: a}}", "|id")]
    [InlineData("{id: -a, name: a, points: -1, forbid: {regex: a}}", "-a|id")]
    [InlineData("{id: a/b, name: a, points: -1, forbid: {regex: a}}", "a/b|id")]
    [InlineData("{id: a, name: ' ', points: -1, forbid: {regex: a}}", "a|name")]
    [InlineData("{id: a, name: ~, points: -1, forbid: {regex: a}}", "a|name")]
    [InlineData("{id: a, name: a, description: 5, points: -1, forbid: {regex: a}}", "a|description")]
    [InlineData("{id: a, name: a, guidance: [], points: -1, forbid: {regex: a}}", "a|guidance")]
    [InlineData("{id: a, name: a, enabled: yes, points: -1, forbid: {regex: a}}", "a|enabled")]
    [InlineData("{id: a, name: a, points: -1}", "a|")]
    [InlineData("{id: a, name: a}", "a|")]
    [InlineData("{id: a, name: a, forbid: {regex: a}}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: 0}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: 1}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1.005}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1000001}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: Veto}", "a|points")]
    [InlineData("{id: a, name: a, require: {regex: a}, points: '-1'}", "a|points")]
    [InlineData("{id: a, name: a, reward: {regex: a}, points: -1}", "a|points")]
    [InlineData("{id: a, name: a, reward: {regex: a}, points: veto}", "a|points")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: veto, perHit: true}", "a|perHit")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, maxHits: 3}", "a|maxHits")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, perHit: false, maxHits: 3}", "a|maxHits")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, perHit: true, maxHits: 0}", "a|maxHits")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, perHit: 1}", "a|perHit")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, severity: low}", "a|severity")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, maxDeduct: 1}", "a|maxDeduct")]
    [InlineData("{id: a, name: a, forbid: {regex: a}, points: -1, when: {}}", "a|when")]
    [InlineData("{id: a, name: a, manual: {max: 5}, points: -1}", "a|points")]
    [InlineData("{id: a, name: a, manual: {max: 5}, perHit: true}", "a|perHit")]
    [InlineData("{id: a, name: a, manual: {max: 0}}", "a|max")]
    [InlineData("{id: a, name: a, manual: {max: -1}}", "a|max")]
    [InlineData("{id: a, name: a, manual: {max: 0.001}}", "a|max")]
    [InlineData("{id: a, name: a, manual: {}}", "a|max")]
    [InlineData("{id: a, name: a, manual: 5}", "a|manual")]
    [InlineData("{id: a, name: a, manual: {max: 5}, reward: {regex: a}}", "a|")]
    [InlineData("{id: a, name: a, children: []}", "a|children")]
    [InlineData("{id: a, name: a, children: ~}", "a|children")]
    [InlineData("{id: a, name: a, children: [5]}", "a|children")]
    [InlineData("{id: a, name: a, maxDeduct: -1, children: [{id: b, name: b, manual: {max: 1}}]}", "a|maxDeduct")]
    [InlineData("{id: a, name: a, points: -1, children: [{id: b, name: b, manual: {max: 1}}]}", "a|points")]
    [InlineData("{id: a, name: a, children: [{id: b, name: b, manual: {max: -1}}]}", "a/b|max")]
    [InlineData("{id: a, name: a, children: [{id: B, name: b, children: [{id: c, name: c, manual: {}}]}]}", "a/B|id", "a/B/c|max")]
    [InlineData("{id: a, name: a, childern: [{id: b}]}", "a|childern")]
    [InlineData("{id: a, name: a, <<: {points: -1}, manual: {max: 1}}", "a|<<")]
    [InlineData("{id: a, id: b, name: a, manual: {max: 1}}", "a|id")]
    [InlineData("!norm {id: a, name: a, manual: {max: 1}}", "|norms")]
    [InlineData("{id: a, name: !secret a, manual: {max: 1}}", "a|name")]
    [InlineData("{id: a, name: *b, manual: {max: 1}}", "a|name")]
    [InlineData("{id: a, name: \"\\0\", manual: {max: 1}}", "a|name")]
    [InlineData("{id: a, name: !!int a, manual: {max: 1}}", "a|name")]
    [InlineData("{id: a, name: a, manual: {max: 1}, [1]: 2}", "a|")]
    [InlineData("5", "|norms")]
    public void Load_WrongNode_ReportsItsErrors(string node, params string[] errors)
    {
        var result = TreeLoader.Load("case.yaml", $"{TreeText.Head}norms:\n  - {node}\n");

        result.Tree.Should().BeNull();
        TreeText.Errors(result).Should().Equal(errors.Select(error => "5 " + error), string.Join("; ", result.Diagnostics));
    }

    [Theory]
    [InlineData("schema: qa.norm-tree/2\nruleSet: a\nname: a\n", "1 |schema")]
    [InlineData("ruleSet: a\nname: a\n", "1 |schema")]
    [InlineData("schema: 1\nruleSet: a\nname: a\n", "1 |schema")]
    [InlineData("schema: qa.norm-tree/1\nruleSet: 1a\nname: a\n", "2 |ruleSet")]
    [InlineData("schema: qa.norm-tree/1\nruleSet: a\nname: ''\n", "3 |name")]
    [InlineData("schema: qa.norm-tree/1\nruleSet: a\n", "1 |name")]
    [InlineData(TreeText.Head + "version: 1\n", "4 |version")]
    [InlineData(TreeText.Head + "appliesTo: {channels: [phone]}\n", "4 |channels")]
    [InlineData(TreeText.Head + "appliesTo: {channels: voice}\n", "4 |channels")]
    [InlineData(TreeText.Head + "appliesTo: {businessLines: [5]}\n", "4 |businessLines")]
    [InlineData(TreeText.Head + "appliesTo: {agentGroups: ~}\n", "4 |agentGroups")]
    [InlineData(TreeText.Head + "appliesTo: {agents: [a]}\n", "4 |agents")]
    [InlineData(TreeText.Head + "score: {base: high}\n", "4 |base")]
    [InlineData(TreeText.Head + "score: {min: 101}\n", "4 |min")]
    [InlineData(TreeText.Head + "score: {max: -1}\n", "4 |max")]
    [InlineData(TreeText.Head + "score: {min: 5, max: 4}\n", "4 |min")]
    [InlineData(TreeText.Head + "score: {minConfidence: 1.01}\n", "4 |minConfidence")]
    [InlineData(TreeText.Head + "score: {pass: 1000001}\n", "4 |pass")]
    [InlineData(TreeText.Head + "score: ~\n", "4 |score")]
    [InlineData(TreeText.Head + "lexicons: []\n", "4 |lexicons")]
    [InlineData(TreeText.Head + "lexicons: {a: []}\n", "4 |a")]
    [InlineData(TreeText.Head + "lexicons: {a: ['@b']}\n", "4 |a")]
    [InlineData(TreeText.Head + "lexicons: {a: ['!']}\n", "4 |a")]
    [InlineData(TreeText.Head + "lexicons: {a: [好], a: [坏]}\n", "4 |a")]
    [InlineData(TreeText.Head + "lexicons: {'': [好]}\n", "4 |lexicons")]
    [InlineData(TreeText.Head + "let: {a: {}}\n", "4 |a")]
    [InlineData(TreeText.Head + "let: {a: {regex: a}, a: {regex: b}}\n", "4 |a")]
    [InlineData(TreeText.Head + "let: {a: {anyOf: ['@none']}}\n", "4 |anyOf")]
    [InlineData(TreeText.Head + "let: 5\n", "4 |let")]
    public void Load_WrongHead_ReportsItsErrors(string head, params string[] errors)
    {
        var result = TreeLoader.Load("case.yaml", head + "norms: [{id: a, name: a, manual: {max: 1}}]\n");

        result.Tree.Should().BeNull();
        TreeText.Errors(result).Should().Equal(errors, string.Join("; ", result.Diagnostics));
    }

    [Theory]
    [InlineData("")]
    [InlineData("norms: []\n")]
    [InlineData("norms: {}\n")]
    public void Load_NoNorms_IsAnError(string norms) =>
        TreeText.Errors(TreeText.Head + norms).Should().ContainSingle().Which.Should().EndWith(" |norms");

    [Theory]
    [InlineData("{p: {use: p}}", "4 |let")]
    [InlineData("{o: {use: p}, p: {use: q}, q: {expr: 'hits(\"p\") > 0'}}", "4 |let")]
    [InlineData("{p: {regex: a, around: {of: {use: q}}}, q: {lacking: {of: {regex: a}, near: {use: p}}}}", "4 |let")]
    [InlineData("{p: {use: p}, q: {use: q}}", "4 |let", "4 |let")]
    public void Load_LetsInACircle_AreReportedOnceACircle(string lets, params string[] errors) =>
        TreeText.Errors(TreeText.Let(lets)).Should().Equal(errors);

    [Fact]
    public void Load_LetsInACircle_ReportsTheFirstOfTheCircle() =>
        TreeText.Errors(TreeText.Let("\n  o: {use: q}\n  p: {use: q}\n  q: {use: p}")).Should().Equal("6 |let");

    [Fact]
    public void Load_SeveralErrors_AreInOrderOfTheirPlaces()
    {
        var result = TreeLoader.Load("case.yaml", $"{TreeText.Head}norms:\n  - {{points: 5, id: A, forbid: {{anyOf: ['!', 5, ~]}}, name: ''}}\nlet: {{a: {{}}}}\n");

        TreeText.Errors(result).Should().Equal("5 A|points", "5 A|id", "5 A|anyOf", "5 A|anyOf", "5 A|anyOf", "5 A|name", "6 |a");
        result.Diagnostics.Select(d => d.Column).Should().StartWith([14, 21, 41]);
    }
}
