using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>
/// Errors of documents in the language of the page. The engine says what it found and what it expected in English; here that is taken apart into
/// words that are known, and what varies in them. What is between quotes is the document's own and stays.
/// </summary>
internal sealed partial class DiagnosticWords(IStringLocalizer<DiagnosticTexts> texts, IStringLocalizer<NormSetsTexts> sentences)
{
    private const int MaximumDepth = 4;

    // What has most words of its own is looked for first.
    private readonly Lazy<ImmutableArray<Known>> _known = new(() =>
        [.. texts.GetAllStrings(includeParentCultures: true).Select(static text => Known.Of(text.Name)).OrderByDescending(static known => known.Words)]);

    /// <summary>The sentence that says what is wrong.</summary>
    public string Of(string found, string expected) => sentences["edit.error", Said(found, 0), Said(expected, 0)];

    /// <summary>Words of the engine as the reader says them; those that are not known as they are.</summary>
    public string Of(string words) => Said(words, 0);

    private string Said(string words, int depth)
    {
        if (depth == MaximumDepth || CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en")
            return words;
        foreach (var known in _known.Value)
        {
            if (known.Pattern.Match(words) is { Success: true } match)
                return texts[known.Template, [.. match.Groups.Values.Skip(1).Select((part, place) => known.IsQuoted(place) ? part.Value : Said(part.Value, depth + 1))]];
        }

        return words;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    /// <param name="Template">The English, with <c>{0}</c> where something varies.</param>
    /// <param name="Words">Characters of it that do not vary.</param>
    private sealed record Known(string Template, Regex Pattern, int Words)
    {
        public static Known Of(string template)
        {
            var text = template.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
            var words = Place().Split(text);
            var pattern = string.Concat(words.Select(static (part, place) => (place == 0 ? "" : "(.+?)") + Regex.Escape(part)));
            return new(template, new($"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking), words.Sum(static part => part.Length));
        }

        public bool IsQuoted(int place) => Template.IndexOf($"{{{place}}}", StringComparison.Ordinal) is > 0 and var at && Template[at - 1] == '\'';
    }
}
