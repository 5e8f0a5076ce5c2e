namespace Qa.Portal.Platform.Excel;

/// <summary>Names the texts of what is wrong in sheets.</summary>
internal sealed class ExcelTexts;
