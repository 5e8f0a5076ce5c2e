using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

public sealed class LexiconTests
{
    [Fact]
    public void Load_ReferenceInAnyPhraseList_IsReplacedInItsPlace()
    {
        var tree = TreeText.Load(TreeText.Head + """
            lexicons: {bad: [滚, 闭嘴], ok: [好]}
            norms:
              - {id: a, name: a, points: -1, forbid: {anyOf: [一, '@bad', 二], except: ['@ok', '@bad']}}
              - {id: b, name: b, points: -1, require: {all: [{allOf: ['@ok']}, {unanswered: {ignore: ['@ok', '@ok']}}]}}
            """);

        var anyOf = (AnyOf)((Judgement.Forbid)((Norm)tree.Nodes[0]).Judgement).Condition;
        anyOf.Phrases.Should().Equal("一", "滚", "闭嘴", "二");
        anyOf.Except.Should().Equal("好", "滚", "闭嘴");
        TreeText.Json(tree).Should().NotContain("@").And.NotContain("lexicons");
    }

    [Fact]
    public void Load_Tree_HasTheSourcesOfItsNodesInItsDocument()
    {
        var tree = TreeText.Load(TreeText.Head + """
            lexicons: {bad: [滚]}
            norms:
              - id: c
                name: c
                children:
                  - {id: a, name: a, points: -1, forbid: {anyOf: ['@bad']}}
                  - {id: b, name: b, points: -1, forbid: {anyOf: [滚]}}
            """);

        var category = (Category)tree.Nodes[0];
        ((DocumentSequence)tree.Document["norms"]!).Items[0].Should().BeSameAs(category.Source);
        ((DocumentSequence)category.Source["children"]!).Items.Should().Equal(category.Children.Select(child => child.Source));
    }

    [Fact]
    public void Load_LexiconFile_IsReadByLines()
    {
        var source = new Files(("词/a.txt", "\uFEFF# 服务禁语\r\n 滚 \r\n\r\n闭嘴\r\u3000C#语言\n#last"));

        var tree = TreeText.Load(TreeText.Head + "lexicons: {bad: {file: 词/a.txt}}\nnorms: [{id: a, name: a, points: -1, forbid: {anyOf: ['@bad']}}]\n", source);

        ((AnyOf)((Judgement.Forbid)((Norm)tree.Nodes[0]).Judgement).Condition).Phrases.Should().Equal("滚", "闭嘴", "C#语言");
    }

    [Fact]
    public void Load_LexiconFileWithErrors_NamesTheFileAndLine()
    {
        var source = new Files(("a.txt", "好\n  !!!\n@b\n按 #号键\n"));

        var result = TreeLoader.Load("case.yaml", TreeText.Head + "lexicons: {bad: {file: a.txt}, again: {file: a.txt}}\nnorms: 5\n", source);

        result.Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Key}").Should().Equal("case.yaml:5:8 norms", "a.txt:2:3 bad", "a.txt:3:1 bad", "a.txt:4:1 bad");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../a.txt")]
    [InlineData("a/../../b.txt")]
    [InlineData("a\\b.txt")]
    [InlineData("C:/a.txt")]
    [InlineData("c:a.txt")]
    [InlineData("a.txt:stream")]
    [InlineData("a//b.txt")]
    [InlineData("a/")]
    [InlineData("'.. /a.txt'")]
    [InlineData("a/.../b")]
    [InlineData("''")]
    [InlineData("//server/share")]
    public void Load_PathOutOfTheFolder_IsRefusedUnread(string path)
    {
        var source = new Files();

        TreeText.Errors(TreeText.Head + $"lexicons: {{a: {{file: {path}}}}}\nnorms: [{{id: a, name: a, manual: {{max: 1}}}}]\n", source).Should().Equal("4 |file");

        source.Asked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{file: none.txt}", "4 |file")]
    [InlineData("{file: empty.txt}", "4 |file")]
    [InlineData("{file: 5}", "4 |file")]
    [InlineData("{}", "4 |file")]
    [InlineData("{files: a.txt}", "4 |files")]
    [InlineData("{file: latin1.txt}", "1 |a")]
    public void Load_LexiconFileThatCannotBeHad_IsAnError(string lexicon, string error)
    {
        var source = new Files(("empty.txt", "# nothing\n"));

        TreeText.Errors(TreeText.Head + $"lexicons: {{a: {lexicon}}}\nnorms: [{{id: a, name: a, manual: {{max: 1}}}}]\n", source).Should().Equal(error);
    }

    [Fact]
    public void Load_FileWithoutASource_IsAnError() =>
        TreeText.Errors(TreeText.Head + "lexicons: {a: {file: a.txt}}\nnorms: [{id: a, name: a, points: -1, forbid: {anyOf: ['@a']}}]\n").Should().Equal("4 |file");

    [Fact]
    public void LoadLexicons_Document_GivesItsLists()
    {
        var document = TreeText.Head + "lexicons: {bad: [滚], brands: {file: a.txt}}\nnorms: 5\n";

        var result = TreeLoader.LoadLexicons("case.yaml", System.Text.Encoding.UTF8.GetBytes(document), new Files(("a.txt", "甲\n乙")));

        result.Lexicons!.Names.Should().Equal("bad", "brands");
        result.Lexicons.Phrases("brands").Should().Equal("甲", "乙");
        result.Lexicons.Phrases("none").Should().BeNull();
    }

    private sealed class Files(params (string Path, string Text)[] files) : ILexiconSource
    {
        public List<string> Asked { get; } = [];

        public LexiconFile Read(string relativePath)
        {
            Asked.Add(relativePath);
            if (relativePath == "latin1.txt")
                return LexiconFile.Of(new byte[] { 0xE9, 0x0A });
            var file = files.FirstOrDefault(f => f.Path == relativePath);
            return file.Text is null ? LexiconFile.Missing("no such file") : LexiconFile.Of(file.Text);
        }
    }
}
