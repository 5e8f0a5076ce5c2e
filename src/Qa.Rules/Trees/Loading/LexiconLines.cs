namespace Qa.Rules.Trees.Loading;

/// <summary>
/// The form of a lexicon file: one phrase a line, blank around it ignored, as are blank lines and those that begin with
/// <c>#</c>. A <c>#</c> after a blank inside a line is refused: it could be a comment or part of the phrase ("按 #号键"), and
/// a guess would silently widen or kill the phrase.
/// </summary>
internal static class LexiconLines
{
    private const char Comment = '#';
    private const string Blanks = " \t\u3000\u00A0";

    private static readonly char[] BlankCharacters = [.. Blanks];

    public static IEnumerable<DocumentScalar> Of(string text)
    {
        var (line, start) = (0, 0);
        while (start < text.Length)
        {
            line++;
            var end = text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and var length ? start + length : text.Length;
            var written = text[start..end];
            var phrase = written.Trim(BlankCharacters);
            var column = written.Length - written.TrimStart(BlankCharacters).Length + 1;
            if (phrase.Length > 0 && phrase[0] != Comment)
                yield return new(new(line, column), ScalarKind.String, phrase);
            start = end + 1;
            if (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n')
                start++;
        }
    }

    /// <summary>What a line should be, as an "expected"; null when it is fine.</summary>
    public static string? Objection(string phrase)
    {
        if (phrase[0] == PhraseReader.ReferenceMark)
            return "a phrase: a lexicon does not name another";
        for (var i = 1; i < phrase.Length; i++)
        {
            if (phrase[i] == Comment && Blanks.Contains(phrase[i - 1], StringComparison.Ordinal))
                return "a phrase without ' #': a comment has a line of its own";
        }

        return PhraseReader.Objection(phrase);
    }
}
