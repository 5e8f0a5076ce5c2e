using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>
/// The part of the Unicode Character Database 15.0 that normalisation needs. It is embedded and not the platform's, because a
/// score must be the same on every machine and for years.
/// </summary>
internal sealed class CharacterData
{
    public const string Version = "15.0.0";

    private readonly PagedColumn<byte> _properties;
    private readonly PagedColumn<byte> _combiningClass;
    private readonly Column<int> _lowerFrom;
    private readonly Column<int> _lowerTo;
    private readonly PagedColumn<ushort> _decompositionNumber;
    private readonly Column<ushort> _decompositionStart;
    private readonly Column<int> _decompositionParts;

    // The first character of a pair in the upper half, the second in the lower; ascending.
    private readonly Column<long> _pairs;
    private readonly Column<int> _composites;

    private CharacterData()
    {
        // The order of make_tables.py; a paged column is two sections.
        var table = EmbeddedTable.Open("unicode-15.0.bin", "unicode 2 15.0.0"u8);
        _properties = table.Paged<byte>(0);
        Classes = table.Section<byte>(2);
        _combiningClass = table.Paged<byte>(3);
        _lowerFrom = table.Section<int>(5);
        _lowerTo = table.Section<int>(6);
        _decompositionNumber = table.Paged<ushort>(7);
        _decompositionStart = table.Section<ushort>(9);
        _decompositionParts = table.Section<int>(10);
        _pairs = table.Section<long>(11);
        _composites = table.Section<int>(12);
    }

    public static CharacterData Instance { get; } = new();

    /// <summary>The <see cref="CharacterClass"/> of each UTF-16 unit.</summary>
    public Column<byte> Classes { get; }

    /// <summary>The properties of a code point; of anything else, none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CharacterProperties Properties(int codePoint) => (CharacterProperties)_properties[codePoint];

    /// <summary>Canonical combining class, 0..254.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte CombiningClass(int codePoint) => _combiningClass[codePoint];

    /// <summary>Simple lower case (UnicodeData field 13; U+0130 has none here).</summary>
    public int ToLower(int codePoint) =>
        (Properties(codePoint) & CharacterProperties.HasLower) == 0 ? codePoint : _lowerTo[Find(_lowerFrom, codePoint)];

    /// <summary>The full compatibility decomposition (NFKD) of a code point that has one; Hangul syllables are not in it.</summary>
    public ReadOnlySpan<int> Decomposition(int codePoint)
    {
        int number = _decompositionNumber[codePoint];
        return number == 0 ? [] : _decompositionParts.Span[_decompositionStart[number - 1].._decompositionStart[number]];
    }

    /// <summary>The primary composite of two code points, or -1; Hangul is not in it.</summary>
    public int Compose(int first, int second)
    {
        var found = Find(_pairs, ((long)first << 32) | (uint)second);
        return found < 0 ? -1 : _composites[found];
    }

    // Two plain searches and not the library's generic one, which takes longer to be compiled than all else here at start.
    private static int Find(Column<int> ascending, int value)
    {
        var (low, high) = (0, ascending.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (ascending[middle] == value)
                return middle;
            if (ascending[middle] < value)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    private static int Find(Column<long> ascending, long value)
    {
        var (low, high) = (0, ascending.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (ascending[middle] == value)
                return middle;
            if (ascending[middle] < value)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
