using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Qa.Portal.Platform.Excel;

/// <summary>Writes rows as a sheet of Excel, one after the other. No cell is ever a formula: what begins with =, +, - or @ stays text.</summary>
internal static class ExcelSheet
{
    /// <summary>Longest text of a cell; Excel takes no more.</summary>
    public const int MaximumCellLength = 32_767;

    /// <summary>Cells and nothing else.</summary>
    internal static readonly OpenXmlConfiguration Plain = new() { AutoFilter = false, TableStyles = TableStyles.None, FastMode = true };

    public static async Task WriteAsync<T>(
        Stream target, string sheet, IReadOnlyList<ExcelColumn<T>> columns, IEnumerable<T> rows, bool isEnglish, CancellationToken cancellation)
    {
        // The file is a zip archive, which is written by going back and forth.
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var cells = rows.Select(row => columns.ToDictionary(column => column.Titles.In(isEnglish), column => Cell(column.Value(row)), StringComparer.Ordinal));
        var sheetRows = cells.DefaultIfEmpty(columns.ToDictionary(column => column.Titles.In(isEnglish), static _ => (object?)null, StringComparer.Ordinal));
        await file.SaveAsAsync(sheetRows, printHeader: true, sheetName: sheet, configuration: Plain, cancellationToken: cancellation);
        file.Position = 0;
        await file.CopyToAsync(target, cancellation);
    }

    // Dates are written as texts that everybody reads alike, whatever the settings of their Excel.
    private static object? Cell(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string text => WithoutControls(text.Length > MaximumCellLength ? text[..MaximumCellLength] : text),
        _ => value,
    };

    // XML holds no other control characters than these.
    private static string WithoutControls(string text) => text.Any(IsForbidden) ? string.Concat(text.Where(static character => !IsForbidden(character))) : text;

    private static bool IsForbidden(char character) => character < ' ' && character is not ('\t' or '\n' or '\r') || character is '\uFFFE' or '\uFFFF';
}
