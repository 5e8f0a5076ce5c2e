using System.Collections.Immutable;
using System.Globalization;

namespace Qa.Portal.Ui;

/// <summary>The languages of the pages. What a browser asks for is not heeded: the centre works in Chinese unless a person switches.</summary>
internal static class Languages
{
    public const string Default = "zh-CN";

    public static ImmutableArray<string> All { get; } = [Default, "en-US"];

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
}
