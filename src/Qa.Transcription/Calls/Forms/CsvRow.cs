namespace Qa.Transcription.Calls.Forms;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Cells">Without white space around them.</param>
/// <param name="IsTorn">Whether its quotes do not fit, so that nobody knows where its fields end.</param>
internal sealed record CsvRow(int Line, string[] Cells, bool IsTorn)
{
    /// <summary>A cell's text; null where it is empty or not there.</summary>
    public string? this[int column] => column >= 0 && column < Cells.Length && Cells[column].Length > 0 ? Cells[column] : null;

    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}");

    public static string PlaceOf(string place, string column) => $"{place}, '{column}'";
}
