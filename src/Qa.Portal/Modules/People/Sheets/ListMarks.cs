namespace Qa.Portal.Modules.People.Sheets;

/// <summary>What stands between several names in one cell, and between a skill and its level; so no name holds them.</summary>
internal static class ListMarks
{
    /// <summary>What is written.</summary>
    public const char Written = '、';

    /// <summary>Between names: the comma of lists, commas and semicolons of both widths, line ends.</summary>
    public static readonly char[] Between = [Written, ',', '\uFF0C', ';', '\uFF1B', '\n'];

    /// <summary>Between a skill and its level: the colon of both widths.</summary>
    public static readonly char[] BeforeLevel = [':', '\uFF1A'];

    public static string[] Split(string cell) => cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
