namespace Qa.Rules.Trees;

/// <summary>Finds what a string can hold and Unicode cannot.</summary>
internal static class Utf16Text
{
    /// <summary>Index of the first half of a surrogate pair that stands alone; −1 when there is none.</summary>
    public static int UnpairedSurrogate(ReadOnlySpan<char> text)
    {
        var index = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return index;
            index++;
        }

        return -1;
    }
}
