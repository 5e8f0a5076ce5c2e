namespace Qa.Portal.Platform.Excel;

/// <summary>A column of a sheet, for both ways: what stands in it, and by which headings it is known.</summary>
/// <param name="Key">Names it in code and in errors to machines.</param>
/// <param name="Titles">Its heading in each language; the one of a sheet's language comes first where it is written.</param>
/// <param name="Value">A text, a number, a truth, a <see cref="DateOnly"/> or <see cref="DateTime"/>, or null.</param>
/// <param name="IsRequired">Whether a sheet that is read must have it.</param>
internal sealed record ExcelColumn<T>(string Key, ExcelTitles Titles, Func<T, object?> Value, bool IsRequired = true);

/// <summary>A heading in both languages.</summary>
internal readonly record struct ExcelTitles(string Chinese, string English)
{
    public string In(bool isEnglish) => isEnglish ? English : Chinese;

    public bool Fit(string heading) =>
        heading.Equals(Chinese, StringComparison.OrdinalIgnoreCase) || heading.Equals(English, StringComparison.OrdinalIgnoreCase);
}
