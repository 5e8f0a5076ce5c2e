using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

/// <summary>Sources of other kinds, and edits that cannot be made.</summary>
public sealed class SourceEditRefusalTests
{
    private const string Anchored = TreeText.Head + """
        let: {a: &a {anyOf: [x, y]}, b: *a}
        norms:
          - {id: n, name: n, points: -1, forbid: &f {anyOf: &list [x]}}
          - {id: m, name: m, points: -1, forbid: {anyOf: *list}}
        """;

    private static readonly NormSource Source = NormSource.Of("case.yaml", Anchored);

    [Theory]
    [InlineData("", "let.a.anyOf", "[x]", 4, 10)]
    [InlineData("n", "forbid.anyOf", "[z]", 6, 42)]
    [InlineData("n", "forbid", "{regex: a}", 6, 42)]
    public void Set_InsideAnAnchor_IsRefusedWhereItStands(string path, string keys, string value, int line, int column)
    {
        var result = SourceEdit.Set(Source, path, [.. keys.Split('.')], SourceTexts.Value(value));

        result.Source.Should().BeNull();
        result.Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(d => d.Line == line && d.Column == column && d.Found.Contains("anchor"));
    }

    [Fact]
    public void Set_ThroughAnAlias_WritesItsPlaceOut() =>
        SourceTexts.Edited(Source, SourceEdit.Set(Source, "m", ["forbid", "anyOf"], SourceTexts.Value("[x, z]")))
            .Should().Be(Anchored.Replace("*list", "[x, z]", StringComparison.Ordinal));

    [Fact]
    public void MoveNode_WithAnAnchor_IsRefused() =>
        SourceEdit.MoveNode(Source, "n", "", 1).Diagnostics.Should().ContainSingle().Which.Line.Should().Be(6);

    [Fact]
    public void MoveNode_WithAnAlias_IsRefused() =>
        SourceEdit.MoveNode(Source, "m", "", 0).Diagnostics.Should().ContainSingle().Which.Line.Should().Be(7);

    [Fact]
    public void DeleteNode_WithAnAlias_CanBe() =>
        SourceTexts.Edited(Source, SourceEdit.DeleteNode(Source, "m")).Should().NotContain("*list");

    [Theory]
    [InlineData("schema: [")]
    [InlineData("")]
    public void Edit_OfATextThatCannotBeRead_SaysWhere(string text) =>
        SourceEdit.RenameNode(NormSource.Of("case.yaml", text), "a", "b").Diagnostics.Should().ContainSingle().Which.Line.Should().BeGreaterThan(0);

    [Fact]
    public void Set_InADocumentWithErrors_KeepsTheOthers()
    {
        var source = NormSource.Of("case.yaml", TreeText.Forbid("{anyOf: []}").Replace("name: x", "name: x\nname: y", StringComparison.Ordinal));

        var edited = SourceEdit.Set(source, "a", ["points"], SourceTexts.Value("-3")).Source;

        edited.Should().BeNull();
        var single = NormSource.Of("case.yaml", TreeText.Forbid("{anyOf: []}"));
        SourceEdit.Set(single, "a", ["points"], SourceTexts.Value("-3")).Source!.Load().Diagnostics.Should().ContainSingle().Which.Key.Should().Be("anyOf");
    }

    [Theory]
    [InlineData("a", "x")]
    [InlineData("c", "")]
    [InlineData("c", "c/d")]
    public void MoveNode_ToNoPlace_IsRefused(string path, string parent)
    {
        var source = NormSource.Of("case.yaml", TreeText.Head + "norms: [{id: c, name: c, children: [{id: d, name: d, children: [{id: a, name: a, manual: {max: 1}}]}]}]\n");

        SourceEdit.MoveNode(source, path, parent, null).Succeeded.Should().Be(path == "c" && parent.Length == 0);
    }

    [Fact]
    public void Edits_OfOtherLineEndsAndAByteOrderMark_KeepThem()
    {
        var source = NormSource.Of("case.yaml", "\uFEFF" + (TreeText.Head + "norms:\n  - id: a\n    name: a\n    manual: {max: 1}").Replace("\n", "\r\n", StringComparison.Ordinal));

        var edited = SourceTexts.Edited(source, SourceEdit.CopyNode(source, "a", "", 0, "b"));

        edited.Should().StartWith("\uFEFFschema").And.EndWith("norms:\r\n  - id: b\r\n    name: a\r\n    manual: {max: 1}\r\n  - id: a\r\n    name: a\r\n    manual: {max: 1}");
        var added = SourceEdit.CopyNode(source, "a", "", null, "b");
        SourceTexts.Edited(source, added).Should().EndWith("{max: 1}\r\n  - id: b\r\n    name: a\r\n    manual: {max: 1}");
    }

    [Fact]
    public void RenameLet_WithItsUses_ChangesAllOfThem()
    {
        var text = TreeText.Head + "let:\n  a: {regex: x}  # a\n  b: {expr: 'hits(\"a\") > 1 && interaction.id != \"a\"'}\nnorms: [{id: a, name: a, points: -1, forbid: {all: [{use: a}, {use: b}]}}]\n";
        var source = NormSource.Of("case.yaml", text);

        SourceTexts.Edited(source, SourceEdit.RenameLet(source, "a", "z")).Should().Be(text
            .Replace("  a: {", "  z: {", StringComparison.Ordinal).Replace("hits(\"a\")", "hits(\"z\")", StringComparison.Ordinal).Replace("{use: a}", "{use: z}", StringComparison.Ordinal));
        SourceEdit.RenameLet(source, "a", "b").Succeeded.Should().BeFalse();
        SourceEdit.RenameLet(source, "x", "y").Succeeded.Should().BeFalse();
    }

    [Fact]
    public void RenameLexicon_WithItsUses_ChangesAllOfThem()
    {
        var text = TreeText.Head + "lexicons: {bad: [x], other: [y]}\nnorms: [{id: a, name: a, points: -1, forbid: {anyOf: ['@bad', bad, \"@other\"], except: [\"@bad\"]}}]\n";
        var source = NormSource.Of("case.yaml", text);

        SourceTexts.Edited(source, SourceEdit.RenameLexicon(source, "bad", "rude")).Should().Be(text
            .Replace("{bad:", "{rude:", StringComparison.Ordinal).Replace("@bad", "@rude", StringComparison.Ordinal));
    }
}
