using CsCheck;
using Qa.Rules.Tests.Trees;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Versions;

public sealed class TreeDifferenceTests
{
    private const string A = "{id: a, name: a, points: -1, forbid: {anyOf: [一, 二], turns: {first: 1}}}";
    private const string B = "{id: b, name: b, points: -2, forbid: {use: hello}}";
    private const string M = "{id: m, name: m, manual: {max: 1}}";

    [Fact]
    public void Between_SameContent_IsEmpty()
    {
        Between([A, B], [A, B]).IsEmpty.Should().BeTrue();
        Between([A], ["{name: a, id: a, points: -1.0, forbid: {turns: {first: 0x1}, anyOf: [一, 二]}}"]).IsEmpty.Should().BeTrue();
        var tree = Tree([A]);
        TreeDifference.Between(tree, tree).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Between_ChangedValues_NamesTheKeysAndValues()
    {
        var change = Between([A], ["{id: a, name: A, forbid: {anyOf: [二, 三, 四], turns: {last: 1}}, points: veto}"]).Nodes
            .Should().ContainSingle().Which.Should().BeOfType<NodeChange.Changed>().Subject;

        change.Keys.Select(key => key.Key).Should().Equal("name", "forbid.anyOf", "forbid.turns.last", "forbid.turns.first", "points");
        change.Keys[1].Phrases.Should().BeEquivalentTo(new PhraseChange(["三", "四"], ["一"]));
        change.Keys[2].Old.Should().BeNull();
        change.Keys[3].New.Should().BeNull();
        (((DocumentScalar)change.Keys[4].Old!).Text, ((DocumentScalar)change.Keys[4].New!).Text).Should().Be(("-1", "veto"));
    }

    [Fact]
    public void Between_PhrasesInAnotherOrder_IsAChangeWithoutPhrases() =>
        Between([A], [A.Replace("一, 二", "二, 一", StringComparison.Ordinal)]).Nodes.Should().ContainSingle()
            .Which.Should().BeOfType<NodeChange.Changed>().Which.Keys[0].Phrases.Should().BeEquivalentTo(new PhraseChange([], []));

    [Fact]
    public void Between_AddedAndRemoved_AreNamedWithTheirPlaces()
    {
        Between([A, B], [A, M, B]).Nodes.Should().ContainSingle().Which.Should().Match<NodeChange.Added>(c => c.Path == "m" && c.Index == 1);
        Between([A, M, B], [A, B]).Nodes.Should().ContainSingle().Which.Should().Match<NodeChange.Removed>(c => c.Path == "m" && c.Index == 1);
    }

    [Fact]
    public void Between_OtherOrder_IsTheFewestMoves() =>
        Between([A, B, M], [M, A, B]).Nodes.Should().Equal(new NodeChange.Moved("m", "m", 0, 2));

    [Fact]
    public void Between_NodeUnderAnotherParent_IsMoved() =>
        Between([Category("c", A, B), Category("d", M)], [Category("c", B), Category("d", M, A)]).Nodes
            .Should().Equal(new NodeChange.Moved("d/a", "c/a", 1, 0));

    [Fact]
    public void Between_CategoryMovedWithItsNodes_IsOneMove() =>
        Between([Category("c", Category("d", A, B), M), B], [Category("c", M), Category("d", A, B), B]).Nodes
            .Should().Equal(new NodeChange.Moved("d", "c/d", 1, 0));

    [Fact]
    public void Between_NodeMovedAndChanged_IsRemovedAndAdded() =>
        Between([Category("c", A, B), Category("d", M)], [Category("c", B), Category("d", M, A.Replace("-1", "-3", StringComparison.Ordinal))]).Nodes
            .Select(change => (change.GetType().Name, change.Path)).Should().Equal(("Removed", "c/a"), ("Added", "d/a"));

    [Fact]
    public void Between_NormThatBecameACategory_NamesBoth() =>
        Between(["{id: m, name: m, manual: {max: 1}}"], [Category("m", A)]).Nodes
            .Select(change => (change.GetType().Name, change.Path)).Should().Equal(("Changed", "m"), ("Added", "m/a"));

    [Fact]
    public void Between_HeadsThatDiffer_NamesTheKeys()
    {
        var old = TreeText.Load($"{TreeText.Head}score: {{pass: 80}}\nlet: {{hello: {{anyOf: [您好]}}}}\nnorms: [{M}]");
        var changed = TreeText.Load("schema: qa.norm-tree/1\nruleSet: case\nname: y\nscore: {pass: 85}\n"
            + $"appliesTo: {{channels: [voice]}}\nlet: {{hello: {{anyOf: [您好, 你好]}}, bye: {{anyOf: [再见]}}}}\nnorms: [{M}]");

        var difference = TreeDifference.Between(old, changed);

        difference.Document.Select(change => change.Key).Should().Equal("name", "score.pass", "appliesTo", "let.hello.anyOf", "let.bye");
        difference.Nodes.Should().BeEmpty();
    }

    // A tree and its edited copy differ by what was edited, and by nothing when it is edited back.
    [Fact]
    public void Between_EditedTree_IsTheEdit() => Gen.Select(Gen.Int[0, 9], Gen.Int[1, 99]).Sample((at, points) =>
    {
        var tree = Tree([.. Enumerable.Range(0, 10).Select(i => $"{{id: n{i}, name: n, points: -100, forbid: {{regex: a}}}}")]);
        var edited = TreeEdit.ReplaceFromYaml(tree, $"n{at}", "f", $"{{id: n{at}, name: n, points: -{points}, forbid: {{regex: a}}}}").Tree!;

        TreeDifference.Between(tree, edited).Nodes.Should().ContainSingle().Which.Should().Match<NodeChange.Changed>(c => c.Path == $"n{at}" && c.Keys.Single().Key == "points");
        TreeText.Hash(edited).Should().NotBe(TreeText.Hash(tree));
        var back = TreeEdit.Replace(edited, $"n{at}", tree.Nodes[at].Source).Tree!;
        TreeDifference.Between(tree, back).IsEmpty.Should().BeTrue();
        TreeText.Hash(back).Should().Be(TreeText.Hash(tree));
    }, iter: 50, threads: 1);

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, "")]
    [InlineData(new[] { 2, 0, 1 }, "0")]
    [InlineData(new[] { 1, 2, 0 }, "2")]
    [InlineData(new[] { 3, 2, 1, 0 }, "012")]
    [InlineData(new int[0], "")]
    public void Find_OldIndexes_AreTheFewestOutOfOrder(int[] oldIndexes, string moved) =>
        string.Concat(OutOfOrder.Find(oldIndexes).Select((isMoved, i) => isMoved ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")).Should().Be(moved);

    private static TreeDifference Between(string[] old, string[] changed) => TreeDifference.Between(Tree(old), Tree(changed));

    private static NormTree Tree(string[] nodes) => TreeText.Load($"{TreeText.Head}let: {{hello: {{anyOf: [您好]}}}}\nnorms: [{string.Join(", ", nodes)}]");

    private static string Category(string id, params string[] children) => $"{{id: {id}, name: {id}, children: [{string.Join(", ", children)}]}}";
}
