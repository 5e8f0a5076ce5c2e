using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>Code points in UTF-16. An unpaired surrogate, which input checks refuse, counts as a code point of its own.</summary>
internal static class Utf16
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CodePointAt(ReadOnlySpan<char> text, int position, out int length)
    {
        var unit = text[position];
        length = 1;
        if (!char.IsHighSurrogate(unit) || position + 1 >= text.Length || !char.IsLowSurrogate(text[position + 1]))
            return unit;
        length = 2;
        return char.ConvertToUtf32(unit, text[position + 1]);
    }

    /// <summary>Where the code point that ends at <paramref name="position"/> starts; <paramref name="position"/> is more than 0.</summary>
    public static int StartOfCodePointBefore(ReadOnlySpan<char> text, int position) =>
        position >= 2 && char.IsLowSurrogate(text[position - 1]) && char.IsHighSurrogate(text[position - 2])
            ? position - 2
            : position - 1;

    /// <summary>Writes a code point (an unpaired surrogate too) and returns the number of units written.</summary>
    public static int Write(int codePoint, Span<char> to)
    {
        if (codePoint < 0x10000)
        {
            to[0] = (char)codePoint;
            return 1;
        }

        to[0] = (char)(0xD800 + ((codePoint - 0x10000) >> 10));
        to[1] = (char)(0xDC00 + ((codePoint - 0x10000) & 0x3FF));
        return 2;
    }
}
