namespace Qa.Rules.Matching;

/// <summary>Whether a word character stands directly before or at a place of a normalised text (norm-tree.md §2, step 3).</summary>
internal static class WordBoundary
{
    public static bool IsWordCharacterBefore(ReadOnlySpan<char> text, int position)
    {
        if (position == 0)
            return false;
        var character = text[position - 1];
        return char.IsLowSurrogate(character) && position > 1 && char.IsHighSurrogate(text[position - 2])
            ? UnicodeTable.IsWordCharacter(char.ConvertToUtf32(text[position - 2], character))
            : UnicodeTable.IsWordCharacter(character);
    }

    public static bool IsWordCharacterAt(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
            return false;
        var character = text[position];
        return char.IsHighSurrogate(character) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1])
            ? UnicodeTable.IsWordCharacter(char.ConvertToUtf32(character, text[position + 1]))
            : UnicodeTable.IsWordCharacter(character);
    }
}
