using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

public sealed class TreeEditTests
{
    private const string Document = TreeText.Head + """
        lexicons: {bad: [滚]}
        let: {hello: {anyOf: [您好]}}
        norms:
          - id: c
            name: c
            children:
              - {id: a, name: a, points: -1, forbid: {anyOf: ['@bad']}}
              - {id: b, name: b, points: -2, forbid: {use: hello}}
          - id: d
            name: d
            children:
              - id: e
                name: e
                children:
                  - {id: f, name: f, manual: {max: 5}}
        """;

    private static readonly NormTree Tree = TreeText.Load(Document);

    [Fact]
    public void Replace_Node_SharesAllOthers()
    {
        var result = TreeEdit.Replace(Tree, "c/a", Node("{id: a, name: new, points: -3, forbid: {use: hello}}"));

        result.Diagnostics.Should().BeEmpty();
        var tree = result.Tree!;
        var (old, changed) = ((Category)Tree.Nodes[0], (Category)tree.Nodes[0]);
        changed.Children[0].Name.Should().Be("new");
        changed.Children[1].Should().BeSameAs(old.Children[1]);
        tree.Nodes[1].Should().BeSameAs(Tree.Nodes[1]);
        ((Category)Tree.Nodes[0]).Children[0].Name.Should().Be("a");
        SourcesStandInTheDocument(tree);
    }

    [Fact]
    public void Replace_DeepNode_ChangesOnlyTheWayToIt()
    {
        var tree = TreeEdit.Replace(Tree, "d/e/f", Node("{id: g, name: f, manual: {max: 5}}")).Tree!;

        tree.Nodes[0].Should().BeSameAs(Tree.Nodes[0]);
        ((Category)((Category)tree.Nodes[1]).Children[0]).Children[0].Id.Should().Be("g");
        SourcesStandInTheDocument(tree);
        Reloads(tree);
    }

    [Theory]
    [InlineData("{id: a, name: a, points: -1, forbid: {anyOf: [滚]}}")]
    [InlineData("{points: -1.0, forbid: {anyOf: ['滚']}, id: a, name: \"a\"}")]
    public void Replace_BySame_IsTheSameTree(string node) =>
        TreeEdit.Replace(Tree, "c/a", Node(node)).Tree.Should().BeSameAs(Tree);

    [Fact]
    public void Replace_NormByCategory_CanBe() =>
        Reloads(TreeEdit.Replace(Tree, "c/a", Node("{id: a, name: a, children: [{id: z, name: z, manual: {max: 1}}]}")).Tree!);

    [Theory]
    [InlineData("c/x", "{id: a, name: a, manual: {max: 1}}", "c/x|")]
    [InlineData("", "{id: a, name: a, manual: {max: 1}}", "|")]
    [InlineData("c/a/b", "{id: a, name: a, manual: {max: 1}}", "c/a/b|")]
    [InlineData("c/a", "{id: b, name: a, manual: {max: 1}}", "c/b|id")]
    [InlineData("c/a", "{id: a, name: a, points: -1, forbid: {use: none}}", "c/a|use")]
    [InlineData("c/a", "{id: a, name: a, points: -1, forbid: {anyOf: ['@bad']}}", "c/a|anyOf")]
    [InlineData("c/a", "{id: a, name: a, points: 1, forbid: {anyOf: ['!']}}", "c/a|points", "c/a|anyOf")]
    [InlineData("c", "{id: c, name: c, children: []}", "c|children")]
    public void Replace_Invalid_GivesItsErrors(string path, string node, params string[] errors)
    {
        var result = TreeEdit.Replace(Tree, path, Node(node));

        result.Tree.Should().BeNull();
        result.Diagnostics.Select(d => $"{d.Path}|{d.Key}").Should().Equal(errors);
    }

    [Fact]
    public void Replace_ValueThatNoParserGives_IsRefused()
    {
        var name = new DocumentScalar(default, ScalarKind.String, "\uD800");
        var node = Node("{id: a, name: a, manual: {max: 1}}");
        var entries = node.Entries.Select(entry => entry.Key == "name" ? entry with { Value = name } : entry);

        TreeEdit.Replace(Tree, "c/a", new(default, [.. entries])).Diagnostics.Should().ContainSingle().Which.Key.Should().Be("name");
    }

    [Fact]
    public void Replace_ByTooDeepANode_IsRefused()
    {
        DocumentNode condition = Node("{regex: a}");
        for (var i = 0; i < 100_000; i++)
            condition = new DocumentMapping(default, [new("not", default, condition)]);
        var node = Node("{id: a, name: a, points: -1, forbid: {regex: a}}");
        var entries = node.Entries.Select(entry => entry.Key == "forbid" ? entry with { Value = condition } : entry);

        TreeEdit.Replace(Tree, "c/a", new(default, [.. entries])).Diagnostics.Should().ContainSingle().Which.Expected.Should().Contain("64");
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(29, false)]
    public void AddFromYaml_AtSomeDepth_IsAllowedWhereTheTreeCanBeReadBack(int levels, bool allowed)
    {
        // A condition inside so many others, below two categories.
        var condition = string.Concat(Enumerable.Repeat("{all: [", levels)) + "{regex: a}" + string.Concat(Enumerable.Repeat("]}", levels));

        var result = TreeEdit.AddFromYaml(Tree, "d/e", null, "node.yaml", $"{{id: z, name: z, points: -1, forbid: {condition}}}");

        result.Succeeded.Should().Be(allowed);
        if (allowed)
            Reloads(result.Tree!);
    }

    [Fact]
    public void ReplaceFromYaml_WithLexicons_PutsThemInPlace()
    {
        var lexicons = TreeLoader.LoadLexicons("case.yaml", System.Text.Encoding.UTF8.GetBytes(Document)).Lexicons;

        var tree = TreeEdit.ReplaceFromYaml(Tree, "c/b", "node.yaml", "id: b\nname: b\npoints: -1\nforbid: {anyOf: [闭嘴, '@bad']}\n", lexicons).Tree!;

        ((AnyOf)((Judgement.Forbid)((Norm)((Category)tree.Nodes[0]).Children[1]).Judgement).Condition).Phrases.Should().Equal("闭嘴", "滚");
        SourcesStandInTheDocument(tree);
    }

    [Theory]
    [InlineData("id: [")]
    [InlineData("- 5")]
    [InlineData("id: b\nname: b\npoints: 1\nforbid: {regex: a}\n")]
    public void ReplaceFromYaml_Invalid_NamesTheTextsFile(string text) =>
        TreeEdit.ReplaceFromYaml(Tree, "c/b", "node.yaml", text).Diagnostics.Should().ContainSingle().Which.File.Should().Be("node.yaml");

    [Theory]
    [InlineData("", null, 2)]
    [InlineData("", 0, 0)]
    [InlineData("c", 1, 1)]
    [InlineData("d/e", null, 1)]
    public void Add_Node_IsAtItsPlace(string parent, int? index, int place)
    {
        var tree = TreeEdit.Add(Tree, parent, index, Node("{id: z, name: z, manual: {max: 1}}")).Tree!;

        var siblings = parent.Length == 0 ? tree.Nodes : ((Category)NodePath.Find(tree, parent)!.Node(tree)).Children;
        siblings[place].Id.Should().Be("z");
        SourcesStandInTheDocument(tree);
        Reloads(tree);
    }

    [Theory]
    [InlineData("c/a", null)]
    [InlineData("x", null)]
    [InlineData("c", 3)]
    [InlineData("c", -1)]
    public void Add_WhereNoNodeCanBe_IsAnError(string parent, int? index) =>
        TreeEdit.Add(Tree, parent, index, Node("{id: z, name: z, manual: {max: 1}}")).Diagnostics.Should().ContainSingle();

    [Fact]
    public void Add_IdThatIsThere_IsAnError() =>
        TreeEdit.Add(Tree, "", null, Node("{id: c, name: z, manual: {max: 1}}")).Diagnostics.Should().ContainSingle().Which.Key.Should().Be("id");

    [Fact]
    public void Add_NormBeyondTheLimit_IsAnError()
    {
        var nodes = string.Concat(Enumerable.Range(0, TreeLimits.Norms).Select(i => $"- {{id: n{i}, name: a, manual: {{max: 1}}}}\n"));
        var full = TreeText.Load($"{TreeText.Head}norms:\n{nodes}");

        TreeEdit.Add(full, "", null, Node("{id: z, name: z, manual: {max: 1}}")).Diagnostics.Should().ContainSingle().Which.Expected.Should().Contain("2000");
        TreeEdit.Replace(full, "n7", Node("{id: z, name: z, manual: {max: 1}}")).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Remove_Node_LeavesTheOthers()
    {
        var tree = TreeEdit.Remove(Tree, "c/a").Tree!;

        ((Category)tree.Nodes[0]).Children.Should().ContainSingle().Which.Should().BeSameAs(((Category)Tree.Nodes[0]).Children[1]);
        SourcesStandInTheDocument(tree);
        Reloads(tree);
    }

    [Theory]
    [InlineData("d/e/f")]
    [InlineData("d/e")]
    [InlineData("x")]
    [InlineData("")]
    public void Remove_LastOfACategoryOrNone_IsAnError(string path) =>
        TreeEdit.Remove(Tree, path).Diagnostics.Should().ContainSingle();

    [Fact]
    public void Replace_InALargeTree_SharesEveryOtherNode()
    {
        var text = new System.Text.StringBuilder(TreeText.Head + "norms:\n");
        for (var i = 0; i < TreeLimits.Norms; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- {{id: n{i}, name: a, points: -1, forbid: {{anyOf: [{string.Join(',', Enumerable.Range(0, 10).Select(j => $"词{i}第{j}"))}]}}}}\n");
        var tree = TreeText.Load(text.ToString());
        var edited = TreeEdit.Replace(tree, "n1000", Node("{id: n1000, name: a, points: -1, forbid: {anyOf: [新]}}")).Tree!;

        // What makes it quick (./bench 5 measures it): no other node is read, checked or made again.
        for (var index = 0; index < TreeLimits.Norms; index++)
            ReferenceEquals(edited.Nodes[index], tree.Nodes[index]).Should().Be(index != 1000);
    }

    private static DocumentMapping Node(string yaml) => (DocumentMapping)Qa.Rules.Trees.Reading.DocumentReader.Read(yaml).Root!;

    private static void Reloads(NormTree tree) => TreeText.Hash(TreeText.Load(TreeText.Json(tree))).Should().Be(TreeText.Hash(tree));

    private static void SourcesStandInTheDocument(NormTree tree) => SourcesStandIn(tree.Document["norms"]!, tree.Nodes);

    private static void SourcesStandIn(DocumentNode list, ImmutableArray<TreeNode> nodes)
    {
        ((DocumentSequence)list).Items.Should().Equal(nodes.Select(node => node.Source));
        foreach (var category in nodes.OfType<Category>())
            SourcesStandIn(category.Source["children"]!, category.Children);
    }
}
