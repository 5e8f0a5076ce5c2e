using System.Runtime.CompilerServices;
using System.Text;

namespace Qa.Rules.Matching;

/// <summary>
/// Every toneless Mandarin reading of every Han character, from Unihan 15.0: what makes 头诉 sound like 投诉. Characters are
/// grouped by their set of readings (there are about 4,500 sets for 41,000 characters), so that a character is one number and
/// what can be said about a set is said once.
/// </summary>
internal sealed class PinyinTable
{
    /// <summary>The set of what has no reading, Han or not. Such a character sounds like itself alone.</summary>
    public const ushort Silent = 0;

    private readonly PagedColumn<ushort> _setOf;
    private readonly Column<ushort> _setStart;
    private readonly Column<ushort> _syllables;
    private readonly Column<byte> _names;

    private PinyinTable()
    {
        // The order of pinyin.py.
        var table = EmbeddedTable.Open("pinyin-15.0.bin", "pinyin 2  15.0.0"u8);
        _setOf = table.Paged<ushort>(0);
        _setStart = table.Section<ushort>(2);
        _syllables = table.Section<ushort>(3);
        Buckets = table.Section<ulong>(4);
        _names = table.Section<byte>(5);
    }

    public static PinyinTable Instance { get; } = new();

    /// <summary>Syllables are numbered from 1 to this, exclusive.</summary>
    public int SyllableEnd => _names.Span.Count((byte)' ') + 1;

    /// <summary>Sets are numbered from 0 to this, exclusive.</summary>
    public int SetEnd => _setStart.Length - 1;

    /// <summary>For each set, a bit for each of its syllables; syllables share 64 bits, and that of silence is its own.</summary>
    public Column<ulong> Buckets { get; }

    /// <summary>The toneless readings of a character, ascending; none for what is not Han or has no reading.</summary>
    public ReadOnlySpan<ushort> Readings(int codePoint) => SetOf(codePoint) is not Silent and var set ? Syllables(set) : [];

    /// <summary>Whether two characters sound alike in one of their readings. A Han character always does like itself.</summary>
    public bool ShareReading(int first, int second) =>
        first == second ? UnicodeTable.IsHan(first) : SetsShareReading(SetOf(first), SetOf(second));

    /// <summary>A syllable in letters; ü is written <c>v</c>.</summary>
    public string Name(ushort syllable) =>
        Encoding.ASCII.GetString(_names.Span).Split(' ')[syllable].Replace("e^", "ê", StringComparison.Ordinal);

    /// <summary>The number of the set of readings that a character has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort SetOf(int codePoint) => _setOf[codePoint];

    /// <summary>The syllables of a set, ascending, numbered from 1; <see cref="Silent"/> has the one syllable 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<ushort> Syllables(ushort set) => _syllables.Span[_setStart[set].._setStart[set + 1]];

    /// <summary>Whether two different characters with these sets of readings sound alike.</summary>
    public bool SetsShareReading(ushort first, ushort second) =>
        first != Silent && second != Silent && (first == second || FirstShared(first, second) >= 0);

    /// <summary>The least syllable that is in both sets, or -1.</summary>
    public int FirstShared(ushort first, ushort second)
    {
        var ours = Syllables(first);
        var theirs = Syllables(second);
        for (var (our, their) = (0, 0); our < ours.Length && their < theirs.Length;)
        {
            if (ours[our] == theirs[their])
                return ours[our];
            if (ours[our] < theirs[their])
                our++;
            else
                their++;
        }

        return -1;
    }
}
