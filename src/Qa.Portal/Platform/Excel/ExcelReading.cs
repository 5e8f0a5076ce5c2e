namespace Qa.Portal.Platform.Excel;

/// <summary>What reading a sheet gave: its rows, or what is wrong with it.</summary>
internal sealed record ExcelReading(IReadOnlyList<ExcelRow> Rows, IReadOnlyList<ExcelError> Errors);

/// <summary>A row that was read.</summary>
/// <param name="Number">As Excel numbers it: the heading is 1.</param>
/// <param name="Cells">By the columns' keys; empty where nothing stands. Dates are <c>2026-10-01</c>.</param>
internal sealed record ExcelRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string key] => Cells.GetValueOrDefault(key, "");
}

/// <summary>What is wrong in a sheet, and where.</summary>
/// <param name="Row">As Excel numbers it; 0 for the file.</param>
/// <param name="Column">Its heading; empty for the row.</param>
internal sealed record ExcelError(int Row, string Column, string Found, string Expected)
{
    public string Message => Row == 0
        ? $"found {Found}, expected {Expected}"
        : FormattableString.Invariant($"row {Row}{(Column.Length == 0 ? "" : $", '{Column}'")}: found {Found}, expected {Expected}");
}
