using Qa.Portal.Modules.NormSets.Editing;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets.Editing;

/// <summary>What keys and dragging ask of a tree.</summary>
public sealed class TreeMoveTests
{
    private const string Start =
        """
        schema: qa.norm-tree/1
        ruleSet: t
        name: 测试
        norms:
          - id: a
            name: 甲
            children:
              - {id: x, name: x, forbid: {anyOf: [x]}, points: -1}
              - {id: y, name: y, forbid: {anyOf: [y]}, points: -1}
              - {id: z, name: z, forbid: {anyOf: [z]}, points: -1}
          - id: b
            name: 乙
            children:
              - {id: x, name: x, forbid: {anyOf: [x]}, points: -1}
          - {id: c, name: 丙, forbid: {anyOf: [c]}, points: -1}

        """;

    [Theory]
    [InlineData(TreeAction.Up, "a/y", "", "a/y", "a(y x z) b(x) c")]
    [InlineData(TreeAction.Down, "a/x", "", "a/x", "a(y x z) b(x) c")]
    [InlineData(TreeAction.Out, "a/z", "", "z", "a(x y) z b(x) c")]
    [InlineData(TreeAction.In, "c", "", "b/c", "a(x y z) b(x c)")]
    [InlineData(TreeAction.In, "b", "", "a/b", "a(x y z b(x)) c")]
    [InlineData(TreeAction.Inside, "c", "a", "a/c", "a(x y z c) b(x)")]
    [InlineData(TreeAction.Before, "c", "a/y", "a/c", "a(x c y z) b(x)")]
    [InlineData(TreeAction.After, "a/x", "a/z", "a/x", "a(y z x) b(x) c")]
    [InlineData(TreeAction.Before, "a/z", "a/x", "a/z", "a(z x y) b(x) c")]
    [InlineData(TreeAction.After, "a/y", "c", "y", "a(x z) b(x) c y")]
    public void Of_Request_MovesTheNodeAndSaysItsPath(TreeAction action, string path, string target, string newPath, string expected)
    {
        var source = NormSource.Of("t.yaml", Start);

        var move = TreeMove.Of(new(action, path, target), Nodes(source))!.Value;

        move.Path.Should().Be(newPath);
        Shape(Nodes(move.Edit(source).Source!)).Should().Be(expected);
    }

    [Theory]
    [InlineData(TreeAction.Up, "a/x", "")]
    [InlineData(TreeAction.Down, "c", "")]
    [InlineData(TreeAction.Out, "c", "")]
    [InlineData(TreeAction.In, "a/y", "")]
    [InlineData(TreeAction.Inside, "a/x", "c")]
    [InlineData(TreeAction.Before, "c", "c")]
    [InlineData(TreeAction.Up, "gone", "")]
    public void Of_RequestThatLeadsNowhere_IsNone(TreeAction action, string path, string target) =>
        TreeMove.Of(new(action, path, target), Nodes(NormSource.Of("t.yaml", Start))).Should().BeNull();

    [Theory]
    [InlineData(TreeAction.Inside, "a", "a/x")]
    [InlineData(TreeAction.Inside, "b/x", "a", "another one beside it: a category has one or more")]
    [InlineData(TreeAction.Inside, "a", "b", null)]
    public void Of_RequestThatTheTextRefuses_ChangesNothing(TreeAction action, string path, string target, string? refused = "")
    {
        var source = NormSource.Of("t.yaml", Start);
        var move = TreeMove.Of(new(action, path, target), Nodes(source));

        if (refused is "")
            move.Should().BeNull();
        else if (refused is null)
            Shape(Nodes(move!.Value.Edit(source).Source!)).Should().Be("b(x a(x y z)) c");
        else
            move!.Value.Edit(source).Diagnostics.Should().ContainSingle().Which.Expected.Should().Be(refused);
    }

    [Theory]
    [InlineData("", false, "", null)]
    [InlineData("a", false, "a", null)]
    [InlineData("a", true, "", 1)]
    [InlineData("a/y", false, "a", 2)]
    [InlineData("c", false, "", 3)]
    public void NewPlace_BesideANode_IsInItsCategoryOrAfterIt(string path, bool isCategory, string parent, int? place) =>
        TreeMove.NewPlace(path, isCategory, Nodes(NormSource.Of("t.yaml", Start))).Should().Be((parent, place));

    [Fact]
    public void FreeId_WhereItIsTaken_HasANumber() =>
        TreeMove.FreeId("x", TreeMove.ChildrenOf("a", Nodes(NormSource.Of("t.yaml", Start)))).Should().Be("x-2");

    private static System.Collections.Immutable.ImmutableArray<EditNode> Nodes(NormSource source) => EditNode.Of(source);

    private static string Shape(IEnumerable<EditNode> nodes) => string.Join(' ', nodes.Select(static node => node.IsCategory ? $"{node.Id}({Shape(node.Children)})" : node.Id));
}
