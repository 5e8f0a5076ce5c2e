using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Qa.Transcription.Calls.Forms;

/// <summary>The rows of CSV (RFC 4180) with any of the delimiters that spreadsheets write, and their way to keep numbers as text.</summary>
internal static class CsvRows
{
    public static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The rows that are not empty.</summary>
    public static IEnumerable<CsvRow> Read(string text, char delimiter)
    {
        var isTorn = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = found => isTorn |= !IsKeptAsText(found.Field.Trim()),
        };
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        var line = 1;
        while (parser.Read())
        {
            isTorn = false;
            string[] cells = [.. parser.Record!.Select(static cell => Plain(cell.Trim()))];
            var raw = parser.RawRecord;

            // A row begins behind the empty lines that the parser passes over, and ends where the next one begins.
            var begins = line + raw.AsSpan(0, raw.Length - raw.AsSpan().TrimStart("\r\n").Length).Count('\n');
            line += raw.AsSpan().Count('\n');
            isTorn |= raw.AsSpan().Count('"') % 2 != 0;
            if (isTorn || cells.Any(static cell => cell.Length > 0))
                yield return new(begins, cells, isTorn);
        }
    }

    /// <summary>The first row, and the delimiter with which it is one that fits.</summary>
    public static (CsvRow Row, char Delimiter)? First(string text, Func<CsvRow, bool> fits)
    {
        foreach (var delimiter in Delimiters)
        {
            if (Read(text, delimiter).FirstOrDefault() is { IsTorn: false } row && fits(row))
                return (row, delimiter);
        }

        return null;
    }

    private static string Plain(string cell) => IsKeptAsText(cell) ? cell[2..^1] : cell;

    /// <summary><c>="007"</c>: a formula, so that a spreadsheet leaves the zeros.</summary>
    private static bool IsKeptAsText(string cell) => cell.Length > 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell.IndexOf('"', 2) == cell.Length - 1;
}
