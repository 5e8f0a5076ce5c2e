using System.Globalization;
using System.Text.Json.Serialization;

namespace Qa.Portal.Platform.Excel;

/// <summary>What reading a sheet gave: its rows, or what is wrong with it.</summary>
internal sealed record ExcelReading(IReadOnlyList<ExcelRow> Rows, IReadOnlyList<ExcelError> Errors);

/// <summary>A row that was read.</summary>
/// <param name="Number">As Excel numbers it: the heading is 1.</param>
/// <param name="Cells">By the columns' keys; empty where nothing stands. Dates are <c>2026-10-01</c>.</param>
internal sealed record ExcelRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    // As people write days in China; what Excel knows to be one comes in the first form.
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy年M月d日", "yyyyMMdd"];

    public string this[string key] => Cells.GetValueOrDefault(key, "");

    /// <summary>The day in a cell; null, with an error, where there is none.</summary>
    /// <param name="title">Of the column, for the error.</param>
    public DateOnly? DayOf(string key, string title, List<ExcelError> errors)
    {
        if (DateOnly.TryParseExact(this[key], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(new ExcelError(Number, title, $"'{this[key]}'", "a date like 2026-10-01").Because("badDate", this[key]));
        return null;
    }
}

/// <summary>What is wrong in a sheet, and where.</summary>
/// <param name="Row">As Excel numbers it; 0 for the file.</param>
/// <param name="Column">Its heading; empty for the row.</param>
public sealed record ExcelError(int Row, string Column, string Found, string Expected)
{
    /// <summary>What pages say of it: a key of <see cref="ExcelTexts"/> after <c>why.</c>, or of the module's texts after <c>fault.</c>. Without one they say what was found and expected.</summary>
    [JsonIgnore]
    public string? Reason { get; private init; }

    /// <summary>What stands in the places of that text.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    public ExcelError Because(string? reason, params IReadOnlyList<string> arguments) => this with { Reason = reason, Arguments = arguments };

    /// <summary>Of a file that is too large, in bytes.</summary>
    public static ExcelError TooLarge(long bytes) => new ExcelError(0, "", FormattableString.Invariant($"{bytes} bytes"), FormattableString.Invariant($"at most {ExcelRows.MaximumBytes}"))
        .Because("tooLarge", FormattableString.Invariant($"{ExcelRows.MaximumBytes >> 20}"));

    public string Message => Row == 0
        ? $"found {Found}, expected {Expected}"
        : FormattableString.Invariant($"row {Row}{(Column.Length == 0 ? "" : $", '{Column}'")}: found {Found}, expected {Expected}");
}
