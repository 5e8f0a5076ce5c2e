namespace Qa.Portal.Platform.Search;

/// <summary>A document as it is stored: bounded, well-formed, and in the form in which it is compared.</summary>
/// <param name="Tokens">Of title and text and of <see cref="SearchFacets"/>, each once.</param>
/// <param name="Compared">Title and text, a line each or more.</param>
internal sealed record PreparedDocument(SearchDocument Document, IReadOnlyCollection<string> Tokens, string Compared)
{
    // PostgreSQL refuses a list of tokens of 1 MiB, with what it needs for each: of a text of more tokens than that, the first lines are searched.
    private const int MaximumTokenBytes = 700_000;
    private const int BytesBesideToken = 8;

    /// <exception cref="ArgumentException">Kind or id is not what a document has.</exception>
    public static PreparedDocument Of(SearchDocument document)
    {
        Check(document.Kind, SearchDocument.MaximumKindLength, nameof(document.Kind));
        Check(document.Id, SearchDocument.MaximumIdLength, nameof(document.Id));
        var title = SearchText.Storable(document.Title, SearchDocument.MaximumTitleLength);
        var text = SearchText.Storable(document.Text, SearchDocument.MaximumTextLength);
        var titleForm = SearchText.FormOf(title);
        var tokens = new HashSet<string>(SearchFacets.Of(document).Concat(SearchTokens.Of(titleForm)), StringComparer.Ordinal);
        var lines = new List<string> { titleForm };
        var bytes = tokens.Sum(BytesOf);
        foreach (var line in SearchText.FormOf(text).Split(SearchText.LineEnd))
        {
            List<string> ofLine = [.. SearchTokens.Of(line).Distinct(StringComparer.Ordinal).Where(token => !tokens.Contains(token))];
            bytes += ofLine.Sum(BytesOf);
            if (bytes > MaximumTokenBytes)
                break;
            tokens.UnionWith(ofLine);
            lines.Add(line);
        }

        return new(document with { Title = title, Text = text }, tokens, string.Join(SearchText.LineEnd, lines));
    }

    private static int BytesOf(string token) => System.Text.Encoding.UTF8.GetByteCount(token) + BytesBesideToken;

    private static void Check(string value, int most, string name)
    {
        if (value.Length == 0 || value.Length > most || SearchText.Storable(value, most) != value)
            throw new ArgumentException(FormattableString.Invariant($"{name}: found {value.Length} characters, expected 1 to {most} of well-formed text without U+0000"), name);
    }
}
