using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MiniExcelLibs;
using Qa.Portal.Commands.Files;
using Qa.Portal.Modules.NormSets.Exchange;
using Qa.Portal.Tests.Commands;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Trees.Tables;
using Qa.Rules.Versions;

namespace Qa.Portal.Tests.Modules.NormSets.Exchange;

/// <summary>A set in a file of Excel is the set: also after a person has changed a cell, and whatever stands in a text.</summary>
public sealed class TreeWorkbookTests
{
    private static readonly FolderLexicons Lexicons = new(RepositoryFile.At("rulesets"));

    [Theory]
    [InlineData(TableLanguage.Chinese)]
    [InlineData(TableLanguage.English)]
    public async Task Read_EverySetAndConformanceCase_IsTheSameTreeAndLeavesItsSourceAsItIs(TableLanguage language)
    {
        var sources = Sources().ToList();
        sources.Should().HaveCountGreaterThan(80);
        foreach (var source in sources)
        {
            var book = TreeTables.Write(source, language, Lexicons).Book!;
            TreeWorkbook.Unwritable(book).Should().BeNull(source.FileName);

            var (read, wrong) = TreeWorkbook.Read(await FileOf(book));

            wrong.Should().BeNull(source.FileName);
            var reading = TreeTables.Read(read!, Lexicons);
            reading.Errors.Should().BeEmpty(source.FileName);
            CanonicalJson.Hash(CanonicalJson.Of(reading.Tree!.Document)).Should().Be(CanonicalJson.Hash(CanonicalJson.Of(source.Load(Lexicons).Tree!.Document)), source.FileName);
            SourceEdit.To(source, reading.Document!).Source.Should().BeSameAs(source, source.FileName);
        }
    }

    [Fact]
    public async Task Read_TextsThatExcelHasItsOwnMeaningFor_AreWhatTheyWere()
    {
        string[] texts = ["=1+1", "+86", "-1", "@x", "001", "1e5", "2026-01-02", "TRUE", " 两边空白 ", "一行\n两行", "\t前", "后\n", "_x0041_", "_X0041_", "<a>&\"'", "😀", "  ", "'", "12345678901234567890"];
        var book = new TableBook([new("规范", ["甲", "乙"], [.. texts.Select(static text => ImmutableArray.Create(text, "末"))]), new("空", ["丙"], [])]);
        var file = await FileOf(book);

        using (var archive = new ZipArchive(new MemoryStream(file.ToArray())))
        {
            foreach (var sheet in archive.Entries.Where(static entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(sheet.Open());
                (await reader.ReadToEndAsync()).Should().NotContain("<f>").And.NotContain("<x:f>");
            }
        }

        var (read, _) = TreeWorkbook.Read(file);
        read!.Sheets.Select(static sheet => sheet.Name).Should().Equal("规范", "空");
        read.Sheets[0].Rows.Select(static row => row[0]).Should().Equal(texts);
        read.Sheets[1].Headings.Should().Equal("丙");
    }

    [Fact]
    public async Task Read_CellsThatExcelKeepsAsNumbersAndRowsLeftOut_AreTextsInTheirRows()
    {
        using var file = new MemoryStream();
        await file.SaveAsAsync(new Dictionary<string, object> { ["规范"] = new[] { Row("编号", "分值"), Row("a", -0.5), Row(null, null), Row("b", true) } }, printHeader: false);

        var sheet = TreeWorkbook.Read(file).Book!.Sheets.Single();

        sheet.Headings.Should().Equal("编号", "分值");
        sheet.Rows.Select(static row => string.Join('|', row)).Should().Equal("a|-0.5", "|", "b|True");

        static Dictionary<string, object?> Row(object? first, object? second) => new() { ["A"] = first, ["B"] = second };
    }

    [Fact]
    public void Unwritable_CellThatAFileCannotHold_IsNamed()
    {
        TreeWorkbook.Unwritable(new([new("规范", ["甲"], [["好"], ["一\r\n二"]])])).Should().Be(new TableError("规范", 3, "甲", "", "a control character", "a text that a cell can hold"));
        TreeWorkbook.Unwritable(new([new("规范", ["甲"], [["\t\n"]])]))!.Found.Should().Be("nothing but blanks other than spaces");
        TreeWorkbook.Unwritable(new([new("规范", ["甲"], [[new('长', 32_768)]])])).Should().Be(new TableError("规范", 2, "甲", "", "32768 characters", "at most 32767"));
    }

    [Theory]
    [InlineData("not a workbook", "a file that is not an Excel file")]
    [InlineData("", "a file that is not an Excel file")]
    public void Read_OtherFile_SaysSo(string content, string found)
    {
        var (book, wrong) = TreeWorkbook.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)));

        (book, wrong!.Found).Should().Be((null, found));
    }

    private static async Task<MemoryStream> FileOf(TableBook book)
    {
        var file = new MemoryStream();
        await TreeWorkbook.WriteAsync(file, book, default);
        return file;
    }

    private static IEnumerable<NormSource> Sources()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFile.At("rulesets"), "*.yaml").Order(StringComparer.Ordinal))
            yield return NormSource.Of(Path.GetFileName(file), File.ReadAllText(file));
        foreach (var file in Directory.EnumerateFiles(RepositoryFile.At("tests/Qa.Rules.Tests/Data/conformance"), "*.json").Order(StringComparer.Ordinal))
        {
            var tree = JsonNode.Parse(File.ReadAllText(file))!["tree"]!;
            yield return NormSource.Of(Path.GetFileName(file), tree.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }
    }
}
