using System.Collections.Immutable;
using MiniExcelLibs;
using Qa.Portal.Platform.Excel;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Tables;

namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>A norm set's sheets as a file of Excel and back: cells of text, no formulas, and what is read is what was written.</summary>
internal static class TreeWorkbook
{
    /// <summary>Writes all sheets. The file is made whole before anything is written.</summary>
    public static async Task WriteAsync(Stream target, TableBook book, CancellationToken cancellation)
    {
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var sheets = book.Sheets.ToDictionary(static sheet => sheet.Name, static object (sheet) => RowsOf(sheet), StringComparer.Ordinal);
        await file.SaveAsAsync(sheets, printHeader: false, configuration: ExcelSheet.Plain, cancellationToken: cancellation);
        file.Position = 0;
        await file.CopyToAsync(target, cancellation);
    }

    /// <summary>The first cell that a file of Excel cannot hold as it is; null where all can stand in one.</summary>
    public static TableError? Unwritable(TableBook book)
    {
        foreach (var sheet in book.Sheets)
        {
            for (var row = 0; row < sheet.Rows.Length; row++)
            {
                for (var column = 0; column < sheet.Rows[row].Length; column++)
                {
                    var cell = sheet.Rows[row][column];
                    if (cell.Length > ExcelSheet.MaximumCellLength)
                        return Error(sheet, row, column, FormattableString.Invariant($"{cell.Length} characters"), FormattableString.Invariant($"at most {ExcelSheet.MaximumCellLength}"));
                    if (cell.Any(IsUnwritable))
                        return Error(sheet, row, column, "a control character", "a text that a cell can hold");
                    if (cell.Length > 0 && string.IsNullOrWhiteSpace(cell) && cell.Any(static character => character != ' '))
                        return Error(sheet, row, column, "nothing but blanks other than spaces", "a text that a cell can hold");
                }
            }
        }

        return null;
    }

    /// <summary>Reads all sheets, or says what is wrong with the file.</summary>
    /// <param name="file">Seekable.</param>
    public static (TableBook? Book, ExcelError? Wrong) Read(Stream file)
    {
        if (ExcelRows.WrongFile(file) is { } wrong)
            return (null, wrong);
        try
        {
            return ReadSheets(file);
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or InvalidDataException or IOException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NullReferenceException or IndexOutOfRangeException)
        {
            // The library says of a damaged file in its own words, and not always with an exception of its own.
            return (null, new ExcelError(0, "", "a damaged workbook", "an .xlsx file as Excel saves it"));
        }
    }

    private static (TableBook? Book, ExcelError? Wrong) ReadSheets(Stream file)
    {
        var sheets = ImmutableArray.CreateBuilder<TableSheet>();
        var left = TreeLimits.Values;
        file.Position = 0;
        foreach (var name in file.GetSheetNames())
        {
            file.Position = 0;
            var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
            foreach (var row in file.Query(useHeaderRow: false, sheetName: name).Cast<IDictionary<string, object?>>())
            {
                if (left-- == 0)
                    return (null, new ExcelError(0, "", "too many rows", FormattableString.Invariant($"at most {TreeLimits.Values}")));
                rows.Add([.. row.Values.Select(ExcelRows.CellText)]);
            }

            sheets.Add(rows.Count == 0 ? new(name, [], []) : new(name, rows[0], [.. rows.Skip(1)]));
        }

        return (new(sheets.ToImmutable()), null);
    }

    private static IEnumerable<Dictionary<string, object?>> RowsOf(TableSheet sheet)
    {
        yield return Cells(sheet.Headings, sheet.Headings.Length);
        foreach (var row in sheet.Rows)
            yield return Cells(row, sheet.Headings.Length);
    }

    // An empty cell is none, as what is empty says nothing.
    private static Dictionary<string, object?> Cells(ImmutableArray<string> row, int width) => Enumerable.Range(0, width).ToDictionary(
        static column => FormattableString.Invariant($"{column}"), column => column < row.Length && row[column].Length > 0 ? (object?)row[column] : null, StringComparer.Ordinal);

    // XML holds no other control characters, and makes one line end of two.
    private static bool IsUnwritable(char character) => character < ' ' && character is not ('\t' or '\n') || character is '\uFFFE' or '\uFFFF';

    private static TableError Error(TableSheet sheet, int row, int column, string found, string expected) => new(sheet.Name, row + 2, sheet.Headings[column], "", found, expected);
}
