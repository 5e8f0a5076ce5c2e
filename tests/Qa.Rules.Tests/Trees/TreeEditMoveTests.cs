using Qa.Rules.Conditions;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Tests.Trees;

/// <summary>Moving nodes, and changing what a set says beside them.</summary>
public sealed class TreeEditMoveTests
{
    private const string Document = TreeText.Head + """
        lexicons: {bad: [滚]}
        score: {pass: 60}
        let: {hello: {anyOf: [您好]}, twice: {expr: 'hits("hello") > 1'}}
        norms:
          - id: c
            name: c
            children:
              - {id: a, name: a, points: -1, forbid: {use: hello}}
              - {id: b, name: b, points: -2, forbid: {use: twice}}
          - id: d
            name: d
            children:
              - id: e
                name: e
                children:
                  - {id: f, name: f, manual: {max: 5}}
                  - {id: a, name: a, manual: {max: 5}}
        """;

    private static readonly NormTree Tree = TreeText.Load(Document);

    [Theory]
    [InlineData("c/b", "c", 0, "c c/b c/a d d/e d/e/f d/e/a")]
    [InlineData("c/b", "c", 1, "c c/a c/b d d/e d/e/f d/e/a")]
    [InlineData("c/b", "d/e", null, "c c/a d d/e d/e/f d/e/a d/e/b")]
    [InlineData("d/e/f", "", 0, "f c c/a c/b d d/e d/e/a")]
    [InlineData("d", "c", null, "c c/a c/b c/d c/d/e c/d/e/f c/d/e/a")]
    [InlineData("c", "d/e", 0, "d d/e d/e/c d/e/c/a d/e/c/b d/e/f d/e/a")]
    public void Move_Node_IsAtItsPlace(string path, string parent, int? index, string paths)
    {
        var tree = TreeEdit.Move(Tree, path, parent, index).Tree!;

        string.Join(' ', Paths(tree.Nodes, "")).Should().Be(paths);
        TreeText.Hash(TreeText.Load(TreeText.Json(tree))).Should().Be(TreeText.Hash(tree));
        NodePath.Find(tree, parent.Length == 0 ? path.Split('/')[^1] : $"{parent}/{path.Split('/')[^1]}")!.Node(tree)
            .Should().BeSameAs(NodePath.Find(Tree, path)!.Node(Tree));
    }

    [Theory]
    [InlineData("x", "", null, "x|")]
    [InlineData("c/a", "x", null, "x|")]
    [InlineData("c/a", "c/b", null, "c/b|")]
    [InlineData("c", "c", null, "c|")]
    [InlineData("d", "d/e", null, "d|")]
    [InlineData("d/e", "", null, "d/e|")]
    [InlineData("c/a", "d/e", null, "d/e/a|id")]
    [InlineData("c/a", "c", 2, "c|children")]
    [InlineData("c/a", "", -1, "|norms")]
    public void Move_WhereItCannotBe_IsAnError(string path, string parent, int? index, string error) =>
        TreeEdit.Move(Tree, path, parent, index).Diagnostics.Select(d => $"{d.Path}|{d.Key}").Should().Equal(error);

    [Fact]
    public void Move_ToItsOwnPlace_IsTheSameTree() => TreeEdit.Move(Tree, "c/a", "c", 0).Tree.Should().BeSameAs(Tree);

    [Fact]
    public void SetLet_Known_ChangesItAndNoNode()
    {
        var lexicons = TreeLoader.LoadLexicons("case.yaml", System.Text.Encoding.UTF8.GetBytes(Document)).Lexicons;

        var tree = TreeEdit.SetLet(Tree, "hello", Mapping("{anyOf: ['@bad', 你好]}"), lexicons).Tree!;

        ((AnyOf)tree.Lets[0].Condition).Phrases.Should().Equal("滚", "你好");
        tree.Nodes.Should().Equal(Tree.Nodes);
        TreeText.Hash(TreeText.Load(TreeText.Json(tree))).Should().Be(TreeText.Hash(tree));
    }

    [Fact]
    public void SetLet_New_ComesLast() =>
        TreeEdit.SetLet(Tree, "bye", Mapping("{use: hello}")).Tree!.Lets.Select(let => let.Name).Should().Equal("hello", "twice", "bye");

    [Theory]
    [InlineData("hello", "{use: twice}", "let")]
    [InlineData("bye", "{anyOf: ['@bad']}", "anyOf")]
    [InlineData("bye", "{use: none}", "use")]
    public void SetLet_Invalid_GivesItsErrors(string name, string condition, string key) =>
        TreeEdit.SetLet(Tree, name, Mapping(condition)).Diagnostics.Should().ContainSingle().Which.Key.Should().Be(key);

    [Fact]
    public void RemoveLet_StillUsed_IsAnError()
    {
        TreeEdit.RemoveLet(Tree, "twice").Diagnostics.Should().ContainSingle().Which.Path.Should().Be("c/b");
        TreeEdit.RemoveLet(Tree, "none").Diagnostics.Should().ContainSingle();
        TreeEdit.RemoveLet(TreeEdit.Remove(Tree, "c/b").Tree!, "twice").Tree!.Lets.Should().ContainSingle();
    }

    [Fact]
    public void RenameLet_Used_ChangesUsesAndSharesOtherNodes()
    {
        var tree = TreeEdit.RenameLet(Tree, "hello", "greeting").Tree!;

        TreeText.Hash(tree).Should().Be(TreeText.Hash(TreeText.Load(Document
            .Replace("use: hello", "use: greeting", StringComparison.Ordinal).Replace("{hello:", "{greeting:", StringComparison.Ordinal).Replace("\"hello\"", "\"greeting\"", StringComparison.Ordinal))));
        ((Category)tree.Nodes[0]).Children[1].Should().BeSameAs(((Category)Tree.Nodes[0]).Children[1]);
        tree.Nodes[1].Should().BeSameAs(Tree.Nodes[1]);
        TreeEdit.RenameLet(Tree, "hello", "twice").Succeeded.Should().BeFalse();
    }

    [Fact]
    public void SetScore_OtherAndNone_ChangesItAndNoNode()
    {
        var tree = TreeEdit.SetScore(Tree, Mapping("{pass: 90, base: 95.5}")).Tree!;

        tree.Score.Should().Be(ScoreRules.Default with { Pass = 90, Base = 95.5m });
        tree.Nodes.Should().Equal(Tree.Nodes);
        TreeEdit.SetScore(tree, null).Tree!.Score.Should().Be(ScoreRules.Default);
        TreeEdit.SetScore(Tree, Mapping("{pass: 60.0}")).Tree.Should().BeSameAs(Tree);
        TreeEdit.SetScore(Tree, Mapping("{min: 5, max: 1}")).Diagnostics.Should().ContainSingle();
        TreeEdit.SetName(Tree, " ").Diagnostics.Should().ContainSingle().Which.Key.Should().Be("name");
        TreeEdit.SetAppliesTo(Tree, Mapping("{channels: [chat]}")).Tree!.AppliesTo.Channels.Should().ContainSingle();
    }

    private static IEnumerable<string> Paths(IEnumerable<TreeNode> nodes, string above) => nodes.SelectMany(node =>
        (IEnumerable<string>)[above + node.Id, .. node is Category category ? Paths(category.Children, $"{above}{node.Id}/") : []]);

    private static DocumentMapping Mapping(string yaml) => (DocumentMapping)DocumentReader.Read(yaml).Root!;
}
