namespace Qa.Portal.Platform.Excel;

/// <summary>What a sheet changes, or as a trial, would.</summary>
/// <param name="Errors">Where there are any, nothing is changed.</param>
/// <param name="Summary">How many rows, and what becomes of them, in the words of the page.</param>
public sealed record SheetOutcome(IReadOnlyList<ExcelError> Errors, string Summary);
