namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// The choices that every command shares, and that must be known before the command line is parsed: the help texts of
/// the parser itself are in the chosen language.
/// </summary>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
internal sealed record GlobalChoices(string Language, ColourChoice Colour)
{
    public const string LanguageOption = "--lang";
    public const string ColourOption = "--color";

    public static readonly string[] Languages = ["zh", "en"];
    public static readonly string[] Colours = ["auto", "always", "never"];

    /// <param name="variable">Environment variables, by name.</param>
    public static GlobalChoices Of(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var language = ValueOf(args, LanguageOption);
        if (!Languages.Contains(language, StringComparer.Ordinal))
            language = LanguageOf(variable("LC_ALL") ?? variable("LC_MESSAGES") ?? variable("LANG"));
        var colour = Array.IndexOf(Colours, ValueOf(args, ColourOption));
        return new(language!, colour < 0 ? ColourChoice.Auto : (ColourChoice)colour);
    }

    private static string LanguageOf(string? locale) =>
        locale is not null && locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en";

    private static string? ValueOf(IReadOnlyList<string> args, string option)
    {
        for (var index = 0; index < args.Count && args[index] != "--"; index++)
        {
            if (args[index] == option)
                return index + 1 < args.Count ? args[index + 1] : null;
            if (args[index].StartsWith(option + "=", StringComparison.Ordinal) || args[index].StartsWith(option + ":", StringComparison.Ordinal))
                return args[index][(option.Length + 1)..];
        }

        return null;
    }
}

/// <summary>Whether text is coloured. The order is that of <see cref="GlobalChoices.Colours"/>.</summary>
internal enum ColourChoice : byte
{
    /// <summary>On a terminal, unless NO_COLOR is set or TERM is dumb.</summary>
    Auto,
    Always,
    Never,
}
