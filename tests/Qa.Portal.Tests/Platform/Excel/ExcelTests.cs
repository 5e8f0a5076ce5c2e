using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Tests.Platform.Excel;

public sealed class ExcelTests
{
    private static readonly ExcelColumn<(string Text, int Number)>[] Columns =
    [
        new("text", new("文本", "Text"), static row => row.Text),
        new("number", new("数量", "Number"), static row => row.Number, IsRequired: false),
    ];

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86138")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("您好，<b>&\"'")]
    [InlineData("two\nlines")]
    public async Task WriteAsync_AnyText_ComesBackAsItIsAndIsNoFormula(string text)
    {
        var file = await WriteAsync((text, 7));

        ExcelRows.Read(file, Columns).Rows.Should().ContainSingle().Which.Cells.Should().BeEquivalentTo(new Dictionary<string, string> { ["text"] = text.Trim(), ["number"] = "7" });
        foreach (var entry in new ZipArchive(file).Entries.Where(static entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
            (await new StreamReader(entry.Open()).ReadToEndAsync()).Should().NotContain("<x:f>").And.NotContain("<f>");
    }

    [Fact]
    public async Task WriteAsync_NoRows_IsATemplateWithTheHeadings()
    {
        var file = await WriteAsync();

        var reading = ExcelRows.Read(file, Columns);

        (reading.Rows.Count, reading.Errors.Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Read_EnglishHeadingsInAnotherOrderAndEmptyRows_AreUnderstood()
    {
        var reading = ExcelRows.Read(await SheetAsync(["Number", "text"], [null, null], [3, "甲"]), Columns);

        reading.Errors.Should().BeEmpty();
        reading.Rows.Single().Should().Match<ExcelRow>(static row => row.Number == 3 && row["text"] == "甲" && row["number"] == "3");
    }

    [Fact]
    public async Task Read_WrongHeadings_AreAllTold()
    {
        var reading = ExcelRows.Read(await SheetAsync(["颜色", "数量", "Number"], [1, 2, 3]), Columns);

        reading.Errors.Select(static error => error.Message).Should().Equal(
            "row 1, '颜色': found an unknown column, expected one of 文本, 数量",
            "row 1, 'Number': found the column again, expected each column once",
            "row 1, '文本': found no such column, expected a column '文本' or 'Text'");
    }

    [Theory]
    [InlineData("text", "found a file that is not an Excel file, expected a sheet of Excel (.xlsx)")]
    [InlineData("empty", "found a file that is not an Excel file, expected a sheet of Excel (.xlsx)")]
    [InlineData("zip", "found an archive that is not an Excel file, expected a sheet of Excel (.xlsx)")]
    [InlineData("bomb", "found a file that unpacks to more than it may, expected at most 419430400 bytes")]
    public void Read_SomethingElse_IsRefused(string kind, string message)
    {
        using var file = new MemoryStream();
        if (kind == "text")
            file.Write(Encoding.UTF8.GetBytes("日期,类型\n"));
        if (kind is "zip" or "bomb")
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var block = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < (kind == "bomb" ? 401 : 1); megabyte++)
                entry.Write(block);
        }

        ExcelRows.Read(file, Columns).Errors.Single().Message.Should().Be(message);
    }

    private static async Task<MemoryStream> WriteAsync(params (string, int)[] rows)
    {
        var file = new MemoryStream();
        await ExcelSheet.WriteAsync(file, "表", Columns, rows, isEnglish: false, default);
        return file;
    }

    private static async Task<MemoryStream> SheetAsync(params object?[][] rows)
    {
        var file = new MemoryStream();
        await file.SaveAsAsync(rows.Select(static row => row.Select(static (cell, index) => (Place: $"c{index}", cell)).ToDictionary(static pair => pair.Place, static pair => pair.cell)), printHeader: false);
        return file;
    }
}
