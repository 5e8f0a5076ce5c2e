using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

/// <summary>What edits leave of a text with everything that authors do: comments, blank lines, quotes, their own indentation.</summary>
public sealed class SourceEditTests
{
    private const string Document = """
        # The head of the file.
        schema: qa.norm-tree/1
        ruleSet: 'case'
        name: "x"   # shown
        score: {pass: 80}

        let:
            # What we say first.
            hello: {anyOf: [您好,  你好], turns: {first: 1}}
            bye: {regex: 'a'}

        norms:
          # Never these.
          - id: c
            name: c

            # The worst.
            children:
              # a comes first
              - id: a
                name: a   # the name
                points: -1
                forbid:
                  # by sound too
                  anyOf: ["滚", '闭嘴']  # short
                  match: pinyin
                # after a
              - {id: b, name: b, points: -2, forbid: {use: hello}}

          - id: d
            name: d
            manual: {max: 5}
        # The end.

        """;

    private static readonly NormSource Source = NormSource.Of("case.yaml", Document);

    [Theory]
    [InlineData("c/a", "name", "b: c", "name: a   # the name", "name: 'b: c'   # the name")]
    [InlineData("c/a", "points", "veto", "points: -1", "points: veto")]
    [InlineData("", "name", "y", "name: \"x\"   # shown", "name: \"y\"   # shown")]
    [InlineData("", "ruleSet", "im", "'case'", "'im'")]
    [InlineData("c/a", "forbid.anyOf.1", "it's", "'闭嘴'", "'it''s'")]
    [InlineData("c/b", "forbid.use", "bye", "{use: hello}", "{use: bye}")]
    [InlineData("", "score.base", "90", "{pass: 80}", "{base: '90', pass: 80}")]
    [InlineData("c/a", "description", "why", "    name: a   # the name\n", "    name: a   # the name\n        description: why\n")]
    [InlineData("c/a", "guidance", "@x", "    name: a   # the name\n", "    name: a   # the name\n        guidance: \"@x\"\n")]
    [InlineData("c", "guidance", "say", "    name: c\n", "    name: c\n    guidance: say\n")]
    public void Set_Text_ChangesItsPlaceAlone(string path, string keys, string value, string from, string to) =>
        Edited(SourceEdit.Set(Source, path, [.. keys.Split('.')], SourceTexts.Text(value))).Should().Be(Replaced(from, to));

    [Theory]
    [InlineData("c/a", "forbid", "{anyOf: [滚, 闭嘴, 走开], match: pinyin}", "'闭嘴']", "'闭嘴', 走开]")]
    [InlineData("c/a", "forbid", "{anyOf: [走开, 闭嘴], match: pinyin}", "[\"滚\",", "[\"走开\",")]
    [InlineData("c/a", "forbid", "{anyOf: [闭嘴], match: pinyin}", "[\"滚\", '", "['")]
    [InlineData("c/a", "forbid", "{anyOf: [滚, 闭嘴], match: pinyin, minHits: 2}", "          match: pinyin\n", "          match: pinyin\n          minHits: 2\n")]
    [InlineData("c/a", "forbid", "{anyOf: [滚, 闭嘴]}", "          match: pinyin\n", "")]
    [InlineData("c/a", "forbid", "{allOf: [滚, 闭嘴], match: pinyin}", "anyOf: [\"滚\"", "allOf: [\"滚\"")]
    [InlineData("c/b", "forbid", "{any: [{use: hello}, {use: bye}]}", "{use: hello}", "{any: [{use: hello}, {use: bye}]}")]
    [InlineData("", "let", "{hello: {anyOf: [您好, 你好], turns: {first: 2}}, bye: {regex: a}}", "{first: 1}", "{first: 2}")]
    [InlineData("", "let", "{hello: {anyOf: [您好, 你好], turns: {first: 1}}, bye: {regex: a}, ask: {use: bye}}", "'a'}\n", "'a'}\n    ask: {use: bye}\n")]
    public void Set_Value_ChangesWhatDiffers(string path, string key, string value, string from, string to) =>
        Edited(SourceEdit.Set(Source, path, [key], SourceTexts.Value(value))).Should().Be(Replaced(from, to));

    [Fact]
    public void Set_KeyOfAMissingMapping_MakesIt() =>
        Edited(SourceEdit.Set(Source, "", ["appliesTo", "channels"], SourceTexts.Value("[voice]")))
            .Should().Be(Replaced("   # shown\n", "   # shown\nappliesTo: {channels: [voice]}\n"));

    [Fact]
    public void Remove_FirstKeyAfterADash_LeavesTheDash() =>
        Edited(SourceEdit.Remove(Source, "d", ["id"])).Should().Be(Replaced("  - id: d\n    name: d\n", "  - name: d\n"));

    [Fact]
    public void DeleteNode_WithItsComments_TakesNothingElse() =>
        Edited(SourceEdit.DeleteNode(Source, "c/a")).Should().Be(Replaced(Document[Document.IndexOf("      # a comes first", StringComparison.Ordinal)..Document.IndexOf("      - {id: b", StringComparison.Ordinal)], ""));

    [Fact]
    public void DeleteNode_LastOfAList_TakesTheBlankLineBeforeIt() =>
        Edited(SourceEdit.DeleteNode(Source, "d")).Should().Be(Replaced("\n  - id: d\n    name: d\n    manual: {max: 5}\n", ""));

    [Fact]
    public void InsertNode_AmongOthersParted_IsPartedByABlankLineToo() =>
        Edited(SourceEdit.InsertNode(Source, "", 1, SourceTexts.Mapping("{id: e, points: -1, name: e, forbid: {anyOf: ['@x', a b], role: any}}")))
            .Should().Be(Replaced("{use: hello}}\n", "{use: hello}}\n\n  - id: e\n    name: e\n    forbid: {anyOf: [\"@x\", a b], role: any}\n    points: -1\n"));

    [Fact]
    public void InsertNode_First_LeavesCommentsWithTheirNode() =>
        Edited(SourceEdit.InsertNode(Source, "c", 0, SourceTexts.Mapping("{id: e, name: e, manual: {max: 1}}")))
            .Should().Be(Replaced("      # a comes first\n", "      - id: e\n        name: e\n        manual: {max: 1}\n      # a comes first\n"));

    [Fact]
    public void MoveNode_ToTheTop_KeepsItsTextAtANewIndentation() =>
        Edited(SourceEdit.MoveNode(Source, "c/a", "", null)).Should().Be(Document
            .Replace(Lines("      # a comes first", "      - {id: b"), "", StringComparison.Ordinal)
            .Replace("max: 5}\n", "max: 5}\n\n" + Lines("      # a comes first", "      - {id: b").Replace("\n    ", "\n", StringComparison.Ordinal)[4..], StringComparison.Ordinal));

    [Fact]
    public void MoveNode_AmongSiblings_ChangesPlacesOnly() =>
        Edited(SourceEdit.MoveNode(Source, "c/b", "c", 0)).Should().Be(Document
            .Replace("      - {id: b, name: b, points: -2, forbid: {use: hello}}\n", "", StringComparison.Ordinal)
            .Replace("      # a comes first\n", "      - {id: b, name: b, points: -2, forbid: {use: hello}}\n      # a comes first\n", StringComparison.Ordinal));

    [Fact]
    public void CopyNode_BesideItself_TakesTheNextFreeId() =>
        Edited(SourceEdit.CopyNode(Source, "c/b", "c", null)).Should()
            .Be(Replaced("{use: hello}}\n", "{use: hello}}\n      - {id: b-2, name: b, points: -2, forbid: {use: hello}}\n"));

    [Fact]
    public void EnableNode_OffAndOn_GivesTheTextBack()
    {
        var off = SourceEdit.EnableNode(Source, "c/a", enabled: false).Source!;

        off.Text.Should().Be(Replaced("   # the name\n", "   # the name\n        enabled: false\n"));
        Edited(SourceEdit.EnableNode(off, "c/a", enabled: true), off).Should().Be(Document);
    }

    [Fact]
    public void RenameNode_Id_ChangesIt() =>
        Edited(SourceEdit.RenameNode(Source, "c/b", "b2")).Should().Be(Replaced("{id: b,", "{id: b2,"));

    private static string Edited(SourceEditResult result, NormSource? source = null) => SourceTexts.Edited(source ?? Source, result);

    private static string Replaced(string from, string to)
    {
        Document.Should().Contain(from);
        return Document.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Lines(string from, string until) =>
        Document[Document.IndexOf(from, StringComparison.Ordinal)..Document.IndexOf(until, StringComparison.Ordinal)];
}
