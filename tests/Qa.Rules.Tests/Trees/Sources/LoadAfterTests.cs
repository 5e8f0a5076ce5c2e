using Qa.Rules.Tests.Oracle;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

public sealed class LoadAfterTests
{
    private const string Text = """
        schema: qa.norm-tree/1
        ruleSet: a
        name: 一
        lexicons: {polite: [您好, 再见], rude: [不知道]}
        let: {greeted: {anyOf: [您好]}}
        norms:
          - id: a
            name: 甲
            maxDeduct: 10
            children:
              - {id: b, name: 乙, forbid: {anyOf: ["@rude", 不归我管]}, points: -5}
              - {id: c, name: 丙, require: {use: greeted}, points: -5}
          - {id: d, name: 丁, manual: {max: 5}}
        """;

    [Theory]
    [InlineData("不归我管", "别问我")]
    [InlineData("\"@rude\", 不归我管", "\"@polite\"")]
    [InlineData("points: -5}\n      - {id: c", "points: -5}\n\n      # more\n      - {id: c")]
    [InlineData("maxDeduct: 10", "maxDeduct: 20")]
    [InlineData("id: b", "id: e")]
    [InlineData("id: b", "id: c")]
    [InlineData("id: b", "id: b, id: b")]
    [InlineData("maxDeduct: 10", "name: 甲")]
    [InlineData("points: -5}\n      - {id: c", "points: 5}\n      - {id: c")]
    [InlineData("\"@rude\"", "\"@unknown\"")]
    [InlineData("use: greeted", "use: nothing")]
    [InlineData("rude: [不知道]", "rude: [不晓得]")]
    [InlineData("greeted: {anyOf: [您好]}", "greeted: {anyOf: [你好]}")]
    [InlineData("name: 一", "name: 二")]
    [InlineData("      - {id: c, name: 丙, require: {use: greeted}, points: -5}\n", "")]
    [InlineData("manual: {max: 5}", "manual: {max: 6}")]
    [InlineData("name: 丁", "name: [")]
    public void LoadAfter_AnyChange_SaysWhatLoadSays(string from, string to)
    {
        var before = NormSource.Of("a.yaml", Text);
        before.Load().Diagnostics.Should().BeEmpty();
        Text.Should().Contain(from);
        var after = NormSource.Of("a.yaml", Text.Replace(from, to, StringComparison.Ordinal));

        var sooner = after.LoadAfter(before, before.Load().Tree!);

        var whole = after.Load();
        sooner.Diagnostics.Should().Equal(whole.Diagnostics);
        (sooner.Tree is null ? "" : TreeText.Hash(sooner.Tree)).Should().Be(whole.Tree is null ? "" : TreeText.Hash(whole.Tree));
        if (sooner.Tree is { } tree)
            tree.Nodes.SelectMany(Names).Should().Equal(whole.Tree!.Nodes.SelectMany(Names));
    }

    private static IEnumerable<string> Names(TreeNode node) =>
        (node is Category category ? category.Children.SelectMany(Names) : []).Prepend($"{node.Id} {node.Name} {node.Source.Entries.Length}");
}
