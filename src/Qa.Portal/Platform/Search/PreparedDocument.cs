namespace Qa.Portal.Platform.Search;

/// <summary>A document as it is stored: bounded, well-formed, and in the form in which it is compared.</summary>
/// <param name="Compared">Title and text, a line each or more.</param>
internal sealed record PreparedDocument(SearchDocument Document, IReadOnlyList<string> TitleTokens, IReadOnlyList<string> TextTokens, string Compared)
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
        var tokens = new List<string>();
        var lines = new List<string> { titleForm };
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        foreach (var line in SearchText.FormOf(text).Split(SearchText.LineEnd))
        {
            List<string> ofLine = [.. SearchTokens.Of(line)];
            foreach (var token in ofLine.Where(distinct.Add))
                bytes += System.Text.Encoding.UTF8.GetByteCount(token) + BytesBesideToken;
            if (bytes > MaximumTokenBytes)
                break;
            tokens.AddRange(ofLine);
            lines.Add(line);
        }

        return new(document with { Title = title, Text = text }, [.. SearchTokens.Of(titleForm)], tokens, string.Join(SearchText.LineEnd, lines));
    }

    private static void Check(string value, int most, string name)
    {
        if (value.Length == 0 || value.Length > most || SearchText.Storable(value, most) != value)
            throw new ArgumentException(FormattableString.Invariant($"{name}: found {value.Length} characters, expected 1 to {most} of well-formed text without U+0000"), name);
    }
}
