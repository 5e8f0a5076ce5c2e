using System.Collections.Immutable;
using System.Globalization;

namespace Qa.Portal.Ui;

/// <summary>The languages of the pages. What a browser asks for is not heeded: the centre works in Chinese unless a person switches.</summary>
internal static class Languages
{
    public const string Default = "zh-CN";

    public static ImmutableArray<string> All { get; } = [Default, "en-US"];

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Whether what a request names, like <c>en-US</c>, is English; all else, and nothing, is the centre's Chinese.</summary>
    public static bool IsEnglishIn(string? lang) => lang?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
}
