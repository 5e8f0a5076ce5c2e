using System.Collections.Immutable;
using System.Globalization;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>Reads a sheet of people: what a row says by itself, and what is wrong with it by itself.</summary>
internal static class PeopleSheet
{
    /// <summary>Most people of one sheet.</summary>
    public const int MaximumPeople = 20_000;

    // What a skill is given at where no level is written.
    private const int LevelWhereNoneIsWritten = 1;

    /// <returns>All rows that could be read, and what is wrong with any of them.</returns>
    public static (IReadOnlyList<SheetPerson> People, IReadOnlyList<ExcelError> Errors) Read(Stream file)
    {
        var reading = ExcelRows.Read(file, PeopleColumns.Of(isEnglish: false));
        var errors = reading.Errors.ToList();
        if (reading.Rows.Count > MaximumPeople)
            return ([], [new ExcelError(0, "", FormattableString.Invariant($"{reading.Rows.Count} rows"), FormattableString.Invariant($"at most {MaximumPeople}")).Because("tooManyRows", FormattableString.Invariant($"{MaximumPeople}"))]);
        var people = new List<SheetPerson>();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in reading.Rows)
        {
            var person = Person(row, errors);
            if (PersonForm.NumberFault(person.Number) is { } fault)
                errors.Add(person.Error(fault));
            else if (!rows.TryAdd(person.Number, row.Number))
                errors.Add(person.Error(PeopleColumns.Number, $"'{person.Number}' again", FormattableString.Invariant($"each person once; row {rows[person.Number]} has it")).Because("again", person.Number, FormattableString.Invariant($"{rows[person.Number]}")));
            else
                people.Add(person);
        }

        return (people, errors);
    }

    private static SheetPerson Person(ExcelRow row, List<ExcelError> errors) => new(
        row.Number, row[PeopleColumns.Number], row[PeopleColumns.Name], Text(row, PeopleColumns.Department), Text(row, PeopleColumns.Group),
        Word(row, PeopleColumns.Shift, PeopleColumns.ShiftOf, "白班, 夜班 or 无", errors),
        Text(row, PeopleColumns.Posts) is { } posts ? [.. ListMarks.Split(posts).Distinct(StringComparer.Ordinal)] : null, SkillsOf(row, errors),
        Word(row, PeopleColumns.State, PeopleColumns.StateOf, "待入职, 试用, 在职 or 离职", errors),
        DateOf(row, PeopleColumns.JoinedOn, errors), Text(row, PeopleColumns.LastDay) is not null, DateOf(row, PeopleColumns.LastDay, errors),
        Text(row, PeopleColumns.Mentor), Text(row, PeopleColumns.Phone), Text(row, PeopleColumns.Email), Text(row, PeopleColumns.Account));

    // Null where the sheet has no such column.
    private static string? Text(ExcelRow row, string key) => row.Cells.TryGetValue(key, out var text) ? text : null;

    private static T? Word<T>(ExcelRow row, string key, Func<string, T?> read, string expected, List<ExcelError> errors)
        where T : struct
    {
        if (row[key].Length == 0)
            return null;
        var value = read(row[key]);
        if (value is null)
            errors.Add(new ExcelError(row.Number, PeopleColumns.TitleOf(key), $"'{row[key]}'", expected).Because("badWord", row[key], expected.Replace(" or ", ", ", StringComparison.Ordinal)));
        return value;
    }

    private static DateOnly? DateOf(ExcelRow row, string key, List<ExcelError> errors) => row[key].Length == 0 ? null : row.DayOf(key, PeopleColumns.TitleOf(key), errors);

    private static ImmutableArray<(string Name, int Level)>? SkillsOf(ExcelRow row, List<ExcelError> errors)
    {
        if (Text(row, PeopleColumns.Skills) is not { } text)
            return null;
        var skills = ImmutableArray.CreateBuilder<(string Name, int Level)>();
        foreach (var part in ListMarks.Split(text))
        {
            var mark = part.LastIndexOfAny(ListMarks.BeforeLevel);
            var name = mark < 0 ? part : part[..mark].Trim();
            var level = LevelWhereNoneIsWritten;
            if (mark >= 0 && (!int.TryParse(part[(mark + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out level) || level is < 1 or > Skill.MaximumLevel))
                errors.Add(new ExcelError(row.Number, PeopleColumns.TitleOf(PeopleColumns.Skills), $"'{part}'", FormattableString.Invariant($"a skill with a level of 1 to {Skill.MaximumLevel}, like 英语:3")).Because("badSkillLevel", part, FormattableString.Invariant($"{Skill.MaximumLevel}")));
            else if (skills.Any(skill => skill.Name == name))
                errors.Add(new ExcelError(row.Number, PeopleColumns.TitleOf(PeopleColumns.Skills), $"'{name}' again", "each skill once").Because("skillAgain", name));
            else
                skills.Add((name, level));
        }

        return skills.ToImmutable();
    }
}
