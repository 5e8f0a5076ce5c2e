using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Trees.Tables;

namespace Qa.Rules.Tests.Trees.Tables;

/// <summary>What stands in the sheets, and what is said of cells that are wrong.</summary>
public sealed class TreeTablesTests
{
    private const string Document = """
        schema: qa.norm-tree/1
        ruleSet: case
        name: 例
        appliesTo: {channels: [voice], businessLines: []}
        score: {pass: 60}
        lexicons: {bad: [滚], brands: {file: brands.txt}}
        let: {hello: {anyOf: [您好], turns: {first: 2}}}
        norms:
          - id: c
            name: 一
            maxDeduct: 30
            children:
              - {id: a, name: 甲, points: -1.5, forbid: {anyOf: ["@bad", 走开], except: [走开点], match: pinyin, seconds: {last: 20}}, perHit: true, maxHits: 3}
              - {id: b, name: 乙, enabled: false, when: {not: {use: hello}}, require: {lacking: {of: {use: hello}, near: {silence: {longerThan: 3, before: agent}}, after: 2}}, points: veto}
          - {id: m, name: '""', description: "", manual: {max: 5}}
        """;

    private static readonly TableBook Book = Write(TableLanguage.Chinese);

    [Fact]
    public void Write_Norms_InChinese() => Rows(Book.Sheets[0], "上级", "编号", "类别", "名称", "启用", "说明", "最多扣分", "适用条件", "判定", "条件", "分值", "按次计分", "最多次数").Should().Equal(
        "|c|分类|一|||30||||||",
        "c|a|规范|甲|||||禁止|C2|-1.5|是|3",
        "c|b|规范|乙|否|||C3|要求|C5|一票否决||",
        "|m|规范|\"\"\"||\"\"|||人工||5||");

    [Fact]
    public void Write_Conditions_InChinese() => Rows(Book.Sheets[1], "条件编号", "算子", "内容", "所含条件", "附近条件", "句子范围", "秒数范围", "匹配", "之后几句", "超过秒数", "谁").Should().Equal(
        "C1|含任一短语||||前2句|||||",
        "C2|含任一短语|||||后20秒|同音|||",
        "C3|不成立||C4|||||||",
        "C4|引用|hello||||||||",
        "C5|缺少||C6|C7||||2||",
        "C6|引用|hello||||||||",
        "C7|静默||||||||3|坐席");

    [Fact]
    public void Write_Phrases_OneARow() => Rows(Book.Sheets[2], "条件编号", "用途", "短语").Should().Equal(
        "C1|短语|您好", "C2|短语|@bad", "C2|短语|走开", "C2|例外|走开点");

    [Fact]
    public void Write_Settings_InChinese() => Rows(Book.Sheets[3], "项目", "名称", "值").Should().Equal(
        "格式||qa.norm-tree/1", "规范集编号||case", "规范集名称||例", "适用渠道||voice", "适用业务线||", "合格分||60",
        "词库|bad|滚", "词库文件|brands|brands.txt", "命名条件|hello|C1");

    [Fact]
    public void Write_SourceWithErrors_GivesThem() =>
        TreeTables.Write(NormSource.Of("a", "schema: x"), TableLanguage.English).Diagnostics.Should().NotBeEmpty();

    [Fact]
    public void Read_OtherOrderLanguageAndNotes_IsTheSame()
    {
        var english = Write(TableLanguage.English);
        var norms = Book.Sheets[0];
        var turned = new TableSheet(" norms ", [.. norms.Headings.Reverse()], [[], .. norms.Rows.Select(row => row.Reverse().ToImmutableArray())]);

        var read = TreeTables.Read(new([new("备注", ["x"], [["y"]]), english.Sheets[3], turned, english.Sheets[2], english.Sheets[1]]), Files());

        read.Errors.Should().BeEmpty();
        DocumentEquality.AreSame(read.Document!, NormSource.Of("a", Document).Reading.Root!).Should().BeTrue();
    }

    [Theory]
    [InlineData(0, 3, "分值", "5", "规范 3 分值 c/a")]
    [InlineData(0, 3, "分值", "x", "规范 3 分值 c/a")]
    [InlineData(0, 3, "编号", "b", "规范 4 编号 c/b")]
    [InlineData(0, 3, "上级", "x", "规范 3 上级 x/a", "条件 3 条件编号 ")]
    [InlineData(0, 3, "类别", "x", "规范 3 类别 c/a")]
    [InlineData(0, 3, "判定", "x", "规范 3 判定 c/a", "条件 3 条件编号 ")]
    [InlineData(0, 3, "条件", "C9", "规范 3 条件 c/a", "条件 3 条件编号 ")]
    [InlineData(0, 3, "条件", "C1", "规范 3 条件 c/a", "条件 3 条件编号 ")]
    [InlineData(0, 4, "启用", "对", "规范 4 启用 c/b")]
    [InlineData(0, 5, "条件", "C1", "规范 5 条件 m")]
    [InlineData(1, 2, "算子", "x", "条件 2 算子 ")]
    [InlineData(1, 3, "次数", "3", "条件 3 次数 c/a")]
    [InlineData(1, 3, "匹配", "近似", "条件 3 匹配 c/a")]
    [InlineData(1, 2, "句子范围", "前几句", "条件 2 句子范围 ")]
    [InlineData(1, 5, "内容", "", "条件 5 内容 c/b")]
    [InlineData(1, 5, "内容", "none", "条件 5 内容 c/b")]
    [InlineData(1, 6, "所含条件", "C5", "条件 6 所含条件 c/b", "条件 7 条件编号 ")]
    [InlineData(1, 8, "超过秒数", "长", "条件 8 超过秒数 c/b")]
    [InlineData(2, 2, "条件编号", "C8", "条件 2 条件编号 ", "短语 2 条件编号 ")]
    [InlineData(2, 2, "用途", "不计", "条件 2 条件编号 ", "短语 2 用途 ")]
    [InlineData(2, 3, "短语", "@none", "短语 3 短语 c/a")]
    [InlineData(2, 3, "短语", "", "短语 3 短语 c/a")]
    [InlineData(3, 7, "值", "高", "设置 7 值 ")]
    [InlineData(3, 3, "值", "X!", "设置 3 值 ")]
    [InlineData(3, 2, "项目", "x", "设置 2 项目 ")]
    [InlineData(3, 9, "值", "none.txt", "设置 9 值 ")]
    public void Read_WrongCell_IsSaidOfTheCell(int sheet, int row, string column, string cell, params string[] errors)
    {
        var changed = Book.Sheets[sheet];
        changed = changed with { Rows = changed.Rows.SetItem(row - 2, changed.Rows[row - 2].SetItem(changed.Headings.IndexOf(column), cell)) };

        var read = TreeTables.Read(new(Book.Sheets.SetItem(sheet, changed)), Files());

        read.Tree.Should().BeNull();
        read.Errors.Select(error => $"{error.Sheet} {error.Row} {error.Column} {error.Path}").Should().BeEquivalentTo(errors);
    }

    [Fact]
    public void Read_WrongSheets_AreNamed()
    {
        var headings = Book.Sheets[2] with { Headings = ["条件编号", "用途", "词"] };

        TreeTables.Read(new([Book.Sheets[0], Book.Sheets[1]])).Errors.Should().HaveCount(2);
        TreeTables.Read(new(Book.Sheets.SetItem(2, headings)), Files()).Errors.Should().Contain(error => error.Row == 1 && error.Column == "词");
    }

    private static TableBook Write(TableLanguage language) => TreeTables.Write(NormSource.Of("a", Document), language, Files()).Book!;

    private static OneFile Files() => new();

    private static IEnumerable<string> Rows(TableSheet sheet, params string[] columns) =>
        sheet.Rows.Select(row => string.Join('|', columns.Select(column => row[sheet.Headings.IndexOf(column)])));

    private sealed class OneFile : ILexiconSource
    {
        public LexiconFile Read(string relativePath) => relativePath == "brands.txt" ? LexiconFile.Of("晴川") : LexiconFile.Missing("no such file");
    }
}
