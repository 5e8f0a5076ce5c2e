using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>
/// The part of the Unicode Character Database 15.0 that normalisation needs, unpacked from the embedded table. It is ours and
/// not the platform's, because a score must be the same on every machine and for years.
/// </summary>
internal sealed class CharacterData
{
    public const int CodePoints = 0x110000;

    public const string Version = "15.0.0";

    // INVARIANT: no code point from here on decomposes (the last ones that do are compatibility ideographs of plane 2).
    private const int DecompositionEnd = 0x2FA1E;

    // INVARIANT: no code point from here on has a combining class other than 0.
    private const int CombiningEnd = 0x1E94B;

    // Flat arrays, a look-up each: of the 1.6 MB that are reserved only the pages with something in them become memory.
    private readonly byte[] _properties = new byte[CodePoints];
    private readonly byte[] _combiningClass = new byte[CombiningEnd];
    private readonly ushort[] _decompositionNumber = new ushort[DecompositionEnd];
    private readonly int[] _decompositionStart;
    private readonly int[] _decompositionParts;
    private readonly int[] _lowerFrom;
    private readonly int[] _lowerTo;
    private readonly long[] _pairs;
    private readonly int[] _composites;

    private CharacterData()
    {
        var reader = PackedReader.Open("unicode-15.0.bin", "unicode/1 " + Version);
        ReadRuns(ref reader, _properties);
        ReadRuns(ref reader, _combiningClass);
        (_lowerFrom, _lowerTo) = ReadLower(ref reader);
        (_decompositionStart, _decompositionParts) = ReadDecompositions(ref reader);
        (_pairs, _composites) = ReadCompositions(ref reader);
        if (!reader.AtEnd)
            throw new InvalidDataException("The Unicode table is longer than expected.");
        MarkJoining();
    }

    public static CharacterData Instance { get; } = new();

    /// <summary>The properties of a code point; of anything else, none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CharacterProperties Properties(int codePoint)
    {
        var properties = _properties;
        return (uint)codePoint < (uint)properties.Length ? (CharacterProperties)properties[codePoint] : CharacterProperties.None;
    }

    /// <summary>Canonical combining class, 0..254.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte CombiningClass(int codePoint) => (uint)codePoint < CombiningEnd ? _combiningClass[codePoint] : (byte)0;

    /// <summary>Simple lower case (UnicodeData field 13; U+0130 has none here).</summary>
    public int ToLower(int codePoint)
    {
        if ((Properties(codePoint) & CharacterProperties.HasLower) == 0)
            return codePoint;
        return _lowerTo[_lowerFrom.AsSpan().BinarySearch(codePoint)];
    }

    /// <summary>The code points that have a lower case.</summary>
    public ReadOnlySpan<int> WithLower => _lowerFrom;

    /// <summary>The full compatibility decomposition (NFKD) of a code point that has one; Hangul syllables are not in it.</summary>
    public ReadOnlySpan<int> Decomposition(int codePoint)
    {
        var number = (uint)codePoint < DecompositionEnd ? _decompositionNumber[codePoint] : 0;
        return number == 0
            ? []
            : _decompositionParts.AsSpan(_decompositionStart[number - 1], _decompositionStart[number] - _decompositionStart[number - 1]);
    }

    /// <summary>The primary composite of two code points, or -1; Hangul is not in it.</summary>
    public int Compose(int first, int second)
    {
        var found = _pairs.AsSpan().BinarySearch(Pair(first, second));
        return found < 0 ? -1 : _composites[found];
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static void ReadRuns(ref PackedReader reader, byte[] values)
    {
        var position = 0;
        for (var left = reader.Number(); left > 0; left--)
        {
            var length = reader.Number();
            var value = (byte)reader.Number();
            if (value != 0)
                values.AsSpan(position, length).Fill(value);
            position += length;
        }
    }

    private (int[] From, int[] To) ReadLower(ref PackedReader reader)
    {
        var from = new int[reader.Number()];
        var to = new int[from.Length];
        for (var (index, code) = (0, 0); index < from.Length; index++)
        {
            from[index] = code += reader.Number();
            to[index] = code + reader.Signed();
            Mark(code, CharacterProperties.HasLower);
        }

        return (from, to);
    }

    private (int[] Start, int[] Parts) ReadDecompositions(ref PackedReader reader)
    {
        var start = new int[reader.Number() + 1];
        var parts = new List<int>(start.Length * 3);
        for (var (index, code) = (1, 0); index < start.Length; index++)
        {
            code += reader.Number();
            var lengthAndStays = reader.Number();
            for (var left = lengthAndStays >> 1; left > 0; left--)
                parts.Add(code + reader.Signed());
            start[index] = parts.Count;
            _decompositionNumber[code] = (ushort)index;
            var changes = (lengthAndStays & 1) == 0 ? CharacterProperties.Changes : CharacterProperties.None;
            Mark(code, CharacterProperties.Decomposes | changes);
        }

        return (start, [.. parts]);
    }

    private static (long[] Pairs, int[] Composites) ReadCompositions(ref PackedReader reader)
    {
        var pairs = new long[reader.Number()];
        var composites = new int[pairs.Length];
        for (var (index, first) = (0, 0); index < pairs.Length; index++)
        {
            first += reader.Number();
            pairs[index] = Pair(first, reader.Number());
            composites[index] = first + reader.Signed();
        }

        return (pairs, composites);
    }

    private void MarkJoining()
    {
        foreach (var pair in _pairs)
            Mark((int)pair, CharacterProperties.Joins);
        for (var vowel = Hangul.VowelFirst; vowel < Hangul.VowelFirst + Hangul.Vowels; vowel++)
            Mark(vowel, CharacterProperties.Joins);
        for (var trail = Hangul.TrailBase + 1; trail < Hangul.TrailBase + Hangul.Trails; trail++)
            Mark(trail, CharacterProperties.Joins);
        for (var code = 0; code < CombiningEnd; code++)
        {
            if (_combiningClass[code] != 0)
                Mark(code, CharacterProperties.Joins);
        }

        for (var code = 0; code < DecompositionEnd; code++)
        {
            if (_decompositionNumber[code] != 0 && (Properties(Decomposition(code)[0]) & CharacterProperties.Joins) != 0)
                Mark(code, CharacterProperties.Joins);
        }
    }

    private void Mark(int codePoint, CharacterProperties properties) => _properties[codePoint] |= (byte)properties;
}
