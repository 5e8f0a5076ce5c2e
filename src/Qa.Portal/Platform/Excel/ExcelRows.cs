using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;

namespace Qa.Portal.Platform.Excel;

/// <summary>
/// Reads a sheet of Excel whose columns are known by their headings, in either language and any order. All errors of the sheet are
/// found together, each with its row; who imports takes all rows or none.
/// </summary>
internal static class ExcelRows
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaximumBytes = 20 * 1024 * 1024;

    /// <summary>Most rows beside the heading.</summary>
    public const int MaximumRows = 100_000;

    /// <summary>Most errors that are told.</summary>
    public const int MaximumErrors = 100;

    // What a file unpacks to: a small archive can hold a sheet that fills the memory.
    private const long MaximumUnpackedBytes = 400L * 1024 * 1024;

    /// <param name="file">Seekable.</param>
    public static ExcelReading Read<T>(Stream file, IReadOnlyList<ExcelColumn<T>> columns)
    {
        if (WrongFile(file) is { } wrong)
            return new([], [wrong]);
        file.Position = 0;
        using var rows = file.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().GetEnumerator();
        if (!rows.MoveNext())
            return new([], [new ExcelError(1, "", "no heading", $"the columns {Names(columns)}").Because("noHeading", Names(columns))]);
        var errors = new List<ExcelError>();
        var places = Places(rows.Current, columns, errors);
        if (errors.Count > 0)
            return new([], errors);
        var read = new List<ExcelRow>();
        for (var number = 2; rows.MoveNext(); number++)
        {
            var cells = places.ToDictionary(static place => place.Key, place => Text(rows.Current[place.Value]), StringComparer.Ordinal);
            if (cells.Values.All(static cell => cell.Length == 0))
                continue;
            if (read.Count == MaximumRows)
                return new([], [new ExcelError(number, "", "one more row", FormattableString.Invariant($"at most {MaximumRows}")).Because("tooManyRows", FormattableString.Invariant($"{MaximumRows}"))]);
            read.Add(new(number, cells));
        }

        return new(read, []);
    }

    /// <summary>What is wrong with a file as a whole: too large, too much in it, no workbook; null where nothing is.</summary>
    /// <param name="file">Seekable.</param>
    internal static ExcelError? WrongFile(Stream file)
    {
        if (file.Length > MaximumBytes)
            return ExcelError.TooLarge(file.Length);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Sum(static entry => entry.Length) > MaximumUnpackedBytes)
                return new(0, "", "a file that unpacks to more than it may", FormattableString.Invariant($"at most {MaximumUnpackedBytes} bytes"));
            return archive.GetEntry("xl/workbook.xml") is null ? NotExcel("an archive that is not an Excel file") : null;
        }
        catch (InvalidDataException)
        {
            return NotExcel("a file that is not an Excel file");
        }
    }

    private static ExcelError NotExcel(string found) => new ExcelError(0, "", found, "a sheet of Excel (.xlsx)").Because("notExcel");

    private static Dictionary<string, string> Places<T>(IDictionary<string, object?> headings, IReadOnlyList<ExcelColumn<T>> columns, List<ExcelError> errors)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, value) in headings)
        {
            var heading = Text(value);
            if (heading.Length == 0)
                continue;
            if (columns.FirstOrDefault(column => column.Titles.Fit(heading)) is not { } column)
                errors.Add(new ExcelError(1, heading, "an unknown column", $"one of {Names(columns)}").Because("unknownColumn", Names(columns)));
            else if (!places.TryAdd(column.Key, place))
                errors.Add(new ExcelError(1, heading, "the column again", "each column once").Because("columnAgain"));
        }

        errors.AddRange(columns.Where(column => column.IsRequired && !places.ContainsKey(column.Key))
            .Select(static column => new ExcelError(1, column.Titles.Chinese, "no such column", $"a column '{column.Titles.Chinese}' or '{column.Titles.English}'").Because("noColumn")));
        return places;
    }

    private static string Names<T>(IReadOnlyList<ExcelColumn<T>> columns) => string.Join(", ", columns.Select(static column => column.Titles.Chinese));

    private static string Text(object? value) => CellText(value).Trim();

    /// <summary>What stands in a cell, as text, blanks around it included: days as 2026-10-01, numbers as they are written everywhere.</summary>
    internal static string CellText(object? value) => value switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
