using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Notifications;

/// <summary>
/// The words of notifications, from the resources that modules register. A text is kept as its key and arguments and put into words
/// when it is shown, in the language of who reads it.
/// </summary>
internal sealed partial class NotificationTexts(IEnumerable<NotificationTextSource> sources)
{
    private const string BodySuffix = ".body";

    /// <summary>A key that no resource has stands for itself: something is to be known, even where its words are missing.</summary>
    /// <param name="arguments">A JSON object of texts.</param>
    public NotificationWords Render(string key, string arguments, CultureInfo language)
    {
        Dictionary<string, string> values;
        try
        {
            values = new(StoredJson.Read<Dictionary<string, string>>(arguments), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            values = new(StringComparer.Ordinal);
        }

        return new(Fill(Find(key, language) ?? key, values), Find(key + BodySuffix, language) is { } body ? Fill(body, values) : "");
    }

    private string? Find(string key, CultureInfo language) => sources.Select(source => source.Resources.GetString(key, language)).FirstOrDefault(static text => text is not null);

    // What was put in is not looked at again: a name with braces in it stays as it is.
    private static string Fill(string text, Dictionary<string, string> values) =>
        Place().Replace(text, place => values.TryGetValue(place.Groups[1].Value, out var value) ? value : place.Value);

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

/// <summary>
/// Resources with a module's words of notifications: <c>KEY</c> is the title, <c>KEY.body</c> what stands below it; <c>{name}</c> is the
/// place of an argument. Registered as <c>services.AddSingleton(new NotificationTextSource(manager))</c>.
/// </summary>
internal sealed record NotificationTextSource(ResourceManager Resources);

/// <summary>A notification in words.</summary>
/// <param name="Body">Empty for none.</param>
internal sealed record NotificationWords(string Title, string Body);
