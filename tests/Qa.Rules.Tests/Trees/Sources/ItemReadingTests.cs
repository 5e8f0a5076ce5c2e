using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

public sealed class ItemReadingTests
{
    private const string Text = """
        # a set
        schema: qa.norm-tree/1
        norms:
          # the first
          - id: a
            children:
            - {id: b, name: 一, manual: {max: 1}}
            # between

            -
              id: c
              description: |+
                kept
                  lines

            - id: d   # at its end
              forbid: {anyOf: [不知道,
                不归我管]}
              points: -5
          - id: e
            name: "二"
            points: -5
        # after all
        """;

    public static TheoryData<string, string> EditsOfAnItem => new()
    {
        { "一", "改了" }, { "max: 1", "max: 12" }, { "kept", "kept\n          and more" }, { "  lines", "lines" }, { "# between", "# between\n    # two" }, { "不归我管]", "不归我管, 改]" },
        { "   # at its end", "" }, { "\"二\"", "\"二\\n三\"" }, { "name: \"二\"\n    points: -5", "points: -50" }, { "# after all", "# after all\n# and more" },
        { "    - id: d", "    - id: new\n    - id: d" },
    };

    [Theory]
    [MemberData(nameof(EditsOfAnItem))]
    public void Of_EditInsideAnItem_IsWhatReadingTheWholeGives(string from, string to)
    {
        foreach (var text in new[] { Text, Text.ReplaceLineEndings("\r\n"), Text.ReplaceLineEndings("\r") })
        {
            var newLine = text.Contains('\n', StringComparison.Ordinal) ? text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n" : "\r";
            var (source, patch) = Edit(text, from.ReplaceLineEndings(newLine), to.ReplaceLineEndings(newLine));

            var edited = After(source, patch);

            ItemReading.Of(source, [patch], edited.Text).Should().NotBeNull();
            SourceTexts.ShouldBeReadAsAWhole(edited);
            edited.Reading.Root.Should().NotBeSameAs(source.Reading.Root);
        }
    }

    [Theory]
    [InlineData("schema: qa", "schema: qb", "it is in no list")]
    [InlineData("  - id: e", "  - id: new\n  - id: e", "the list has one more")]
    [InlineData("points: -5\n  - id: e", "points: -5\n    - id: e", "another list has it")]
    [InlineData("{id: b", "{id: &anchor b", "it may stand elsewhere by an alias")]
    [InlineData("name: 一", "name: 一, name: [", "it is not YAML")]
    [InlineData("name: \"二\"", "name: *nowhere", "no value is there")]
    [InlineData("name: 一", "name: \"一\u2028\"", "it may end a line")]
    [InlineData("id: c", "id: c\n---", "another document begins")]
    public void Of_EditWhoseMeaningIsNotInTheItem_LeavesItToTheWhole(string from, string to, string because)
    {
        var (source, patch) = Edit(Text, from, to);

        ItemReading.Of(source, [patch], After(source, patch).Text).Should().BeNull(because);
    }

    [Fact]
    public void Of_AliasAfterAnItemThatGrows_KeepsThePlaceOfItsAnchor()
    {
        var (source, patch) = Edit("norms:\n  - id: a\n    name: 一\n  - id: &b b\n  - id: *b\n", "name: 一", "name: 一\n    points: 1");

        SourceTexts.ShouldBeReadAsAWhole(After(source, patch));
    }

    [Fact]
    public void Of_AnchorThatGoes_LeavesItToTheWhole()
    {
        var (source, patch) = Edit("norms:\n  - id: &b b\n  - id: *b\n", "&b ", "");

        ItemReading.Of(source, [patch], After(source, patch).Text).Should().BeNull();
        NormSource.Of("a.yaml", After(source, patch).Text).Reading.Problems.Should().ContainSingle("the alias has no anchor any more");
    }

    [Fact]
    public void Of_ItemAtTheGreatestDepth_IsNoDeeper()
    {
        var (source, patch) = Edit(string.Concat(Enumerable.Range(0, 31).Select(static depth => new string(' ', 4 * depth) + "- a:\n")) + new string(' ', 124) + "- b", "- b", "- [[[[b]]]]");

        source.Reading.Root.Should().NotBeNull();
        ItemReading.Of(source, [patch], After(source, patch).Text).Should().BeNull();
        After(source, patch).Reading.Failure.Should().NotBeNull();
    }

    private static (NormSource Source, SourcePatch Patch) Edit(string text, string from, string to) =>
        (NormSource.Of("a.yaml", text), new(text.IndexOf(from, StringComparison.Ordinal), from.Length, to));

    private static NormSource After(NormSource source, SourcePatch patch) =>
        source.After([patch], source.Text[..patch.Start] + patch.Text + source.Text[patch.End..]);
}
