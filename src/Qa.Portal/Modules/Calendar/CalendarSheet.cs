using Qa.Portal.Platform;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.Calendar;

/// <summary>Special days as a sheet of Excel: 日期, 类型, 名称.</summary>
internal static class CalendarSheet
{
    private const string Date = "date";
    private const string Kind = "kind";
    private const string Name = "name";

    private static readonly ExcelTitles Holiday = new("放假", "Holiday");
    private static readonly ExcelTitles MakeUp = new("调休上班", "Make-up day");

    /// <param name="isEnglish">In which language kinds are written.</param>
    public static IReadOnlyList<ExcelColumn<CalendarDay>> Columns(bool isEnglish) =>
    [
        new(Date, new("日期", "Date"), static day => day.Date),
        new(Kind, new("类型", "Kind"), day => (day.Kind == DayKind.Holiday ? Holiday : MakeUp).In(isEnglish)),
        new(Name, new("名称", "Name"), static day => day.Name),
    ];

    /// <returns>All days, or what is wrong with any of them.</returns>
    public static (IReadOnlyList<CalendarDay> Days, IReadOnlyList<ExcelError> Errors) Read(Stream file)
    {
        var reading = ExcelRows.Read(file, Columns(isEnglish: false));
        var errors = reading.Errors.ToList();
        var days = new List<CalendarDay>();
        var rows = new Dictionary<DateOnly, int>();
        foreach (var row in reading.Rows)
        {
            var date = row.DayOf(Date, "日期", errors);
            var kind = KindOf(row, errors);
            var name = row[Name];
            if (name.Length is 0 or > CalendarDay.MaximumNameLength)
                errors.Add(new ExcelError(row.Number, "名称", FormattableString.Invariant($"{name.Length} characters"), FormattableString.Invariant($"1 to {CalendarDay.MaximumNameLength}")).Because("length", "1", FormattableString.Invariant($"{CalendarDay.MaximumNameLength}")));
            else if (date is { } day && !rows.TryAdd(day, row.Number))
                errors.Add(new ExcelError(row.Number, "日期", FormattableString.Invariant($"{day:yyyy-MM-dd} again"), FormattableString.Invariant($"each day once; row {rows[day]} has it")).Because("again", CentreTime.TextOf(day), FormattableString.Invariant($"{rows[day]}")));
            else if (date is { } good && kind is { } known)
                days.Add(new() { Date = good, Kind = known, Name = name });
        }

        return errors.Count == 0 ? (days, []) : ([], [.. errors.Take(ExcelRows.MaximumErrors)]);
    }

    private static DayKind? KindOf(ExcelRow row, List<ExcelError> errors)
    {
        if (Holiday.Fit(row[Kind]))
            return DayKind.Holiday;
        if (MakeUp.Fit(row[Kind]))
            return DayKind.MakeUp;
        errors.Add(new ExcelError(row.Number, "类型", $"'{row[Kind]}'", $"{Holiday.Chinese} or {MakeUp.Chinese}").Because("badWord", row[Kind], $"{Holiday.Chinese}, {MakeUp.Chinese}"));
        return null;
    }
}
