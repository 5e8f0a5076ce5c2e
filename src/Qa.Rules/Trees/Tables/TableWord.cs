namespace Qa.Rules.Trees.Tables;

/// <summary>A word of a book: what a document calls it, and what people read.</summary>
/// <param name="Key">The key or value of the document.</param>
internal readonly record struct TableWord(string Key, string Chinese, string English)
{
    public string In(TableLanguage language) => language == TableLanguage.Chinese ? Chinese : English;

    /// <summary>Whether a cell or heading means this word: in either language, or as documents write it, in any case and with any blanks around.</summary>
    public bool Is(string text)
    {
        var written = text.AsSpan().Trim();
        return written.Equals(Chinese, StringComparison.OrdinalIgnoreCase)
            || written.Equals(English, StringComparison.OrdinalIgnoreCase)
            || written.Equals(Key, StringComparison.OrdinalIgnoreCase);
    }
}
