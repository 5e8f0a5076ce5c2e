using System.Text;
using Qa.Rules.Matching;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// Text in the form in which words are looked for in it: normalised as for norms (docs/reference/text.md), each line for itself, and with a
/// space before and after every word of letters or digits, also at its ends. A word lies in a text when its form is a part of the text's:
/// Chinese anywhere, <c> app </c> not in <c> apple </c>.
/// </summary>
internal static class SearchText
{
    /// <summary>Divides lines; no word has it in its form.</summary>
    public const char LineEnd = '\n';

    /// <summary>The form of a text of any number of lines.</summary>
    public static string FormOf(string text)
    {
        var form = new StringBuilder(text.Length + text.Length / 8);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (form.Length > 0)
                form.Append(LineEnd);
            AppendLine(form, TextNormaliser.Normalise(line));
        }

        return form.ToString();
    }

    /// <summary>Well-formed text without U+0000, which PostgreSQL keeps no other, of at most so many UTF-16 units.</summary>
    public static string Storable(string text, int most)
    {
        if (text.Length > most)
            text = text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        var isSound = !text.Contains('\0', StringComparison.Ordinal);
        for (var index = 0; isSound && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            isSound = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
            index++;
        }

        if (isSound)
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return clean.ToString();
    }

    private static void AppendLine(StringBuilder form, string normalised)
    {
        // INVARIANT: a space of the normalised text stands between two word characters, and is the space of both.
        var isInWord = false;
        foreach (var rune in normalised.EnumerateRunes())
        {
            var isWord = rune.Value != ' ' && UnicodeTable.IsWordCharacter(rune.Value);
            if (isWord != isInWord && (isInWord || form.Length == 0 || form[^1] != ' '))
                form.Append(' ');
            isInWord = isWord;
            if (rune.Value != ' ')
                form.Append(rune.ToString());
        }

        if (isInWord)
            form.Append(' ');
    }
}
