namespace Qa.Portal.Platform.Accounts;

/// <summary>What a browser calls itself, as a person would say it: <c>Chrome 126 · Windows</c>.</summary>
internal static class DeviceName
{
    // The more particular first: each of them also calls itself by the names after it.
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger/", "WeChat"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <returns>What it sent, where that is nothing known.</returns>
    public static string Of(string userAgent)
    {
        var browser = Array.Find(Browsers, each => userAgent.Contains(each.Mark, StringComparison.Ordinal));
        var system = Array.Find(Systems, each => userAgent.Contains(each.Mark, StringComparison.Ordinal));
        if (browser.Name is null || system.Name is null)
            return userAgent;
        var version = userAgent[(userAgent.IndexOf(browser.Mark, StringComparison.Ordinal) + browser.Mark.Length)..];
        return $"{browser.Name} {string.Concat(version.TakeWhile(char.IsAsciiDigit))} · {system.Name}";
    }
}
