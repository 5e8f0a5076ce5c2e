using System.Globalization;
using System.Resources;

namespace Qa.Portal.Commands;

/// <summary>
/// What the commands say to people, in one language: English from <c>CommandTexts.resx</c>, Chinese from
/// <c>CommandTexts.zh-CN.resx</c>. A key that is missing is a defect and throws; a test keeps the two files alike.
/// </summary>
internal sealed class CommandTexts
{
    private static readonly ResourceManager Resources = new("Qa.Portal.Commands.CommandTexts", typeof(CommandTexts).Assembly);

    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public CommandTexts(string language) =>
        Culture = CultureInfo.GetCultureInfo(language == "zh" ? "zh-CN" : "en");

    /// <summary>The language, for the parser's own texts. Numbers are always written in the invariant culture.</summary>
    public CultureInfo Culture { get; }

    public string this[string key] =>
        Resources.GetString(key, Culture) ?? throw new InvalidOperationException($"no text '{key}'");

    public string Format(string key, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);
}
