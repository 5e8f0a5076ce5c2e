using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>
/// Every toneless Mandarin reading of every Han character, from Unihan 15.0: what makes 头诉 sound like 投诉. Characters are
/// grouped by their set of readings (there are about 4,500 sets for 41,000 characters), so that a character is one number and
/// what can be said about a set is said once.
/// </summary>
internal sealed class PinyinTable
{
    /// <summary>The set of what is not a Han character.</summary>
    public const ushort NotHan = 0;

    /// <summary>The set of Han characters for which Unihan has no Mandarin reading. Such a character sounds like itself alone.</summary>
    public const ushort Silent = 1;

    private const ushort FirstSpoken = 2;

    // INVARIANT: no Han character of Unicode 15.0 stands here or later.
    private const int HanEnd = 0x323B0;

    private readonly ushort[] _setOf = new ushort[HanEnd];
    private readonly int[] _setStart;
    private readonly ushort[] _syllables;
    private readonly string[] _names;

    private PinyinTable()
    {
        MarkHan();
        var reader = PackedReader.Open("pinyin-15.0.bin", "pinyin/1 " + CharacterData.Version);
        _names = new string[reader.Number() + 1];
        _names[0] = "";
        for (var each = 1; each < _names.Length; each++)
            _names[each] = reader.Text().Replace("e^", "ê", StringComparison.Ordinal);
        (_setStart, _syllables) = ReadSets(ref reader);
        ReadCharacters(ref reader);
        if (!reader.AtEnd)
            throw new InvalidDataException("The pinyin table is longer than expected.");
    }

    public static PinyinTable Instance { get; } = new();

    /// <summary>Syllables are numbered from 1 to this, exclusive; 0 stands for the reading that a silent character does not have.</summary>
    public int SyllableEnd => _names.Length;

    /// <summary>Sets are numbered from 0 to this, exclusive.</summary>
    public int SetEnd => _setStart.Length - 1;

    /// <summary>A syllable in letters; ü is written <c>v</c>.</summary>
    public string Name(ushort syllable) => _names[syllable];

    /// <summary>The toneless readings of a character, ascending; none for what is not Han or has no reading.</summary>
    public ReadOnlySpan<ushort> Readings(int codePoint) => SetOf(codePoint) is >= FirstSpoken and var set ? Syllables(set) : [];

    /// <summary>Whether two characters sound alike in one of their readings. A Han character always does like itself.</summary>
    public bool ShareReading(int first, int second) =>
        first == second ? SetOf(first) != NotHan : SetsShareReading(SetOf(first), SetOf(second));

    /// <summary>The number of the set of readings that a character has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort SetOf(int codePoint)
    {
        var sets = _setOf;
        return (uint)codePoint < (uint)sets.Length ? sets[codePoint] : NotHan;
    }

    /// <summary>The syllables of a set, ascending. <see cref="Silent"/> has the one syllable 0, and <see cref="NotHan"/> none.</summary>
    public ReadOnlySpan<ushort> Syllables(ushort set) => _syllables.AsSpan(_setStart[set], _setStart[set + 1] - _setStart[set]);

    /// <summary>Whether two different characters with these sets of readings sound alike.</summary>
    public bool SetsShareReading(ushort first, ushort second) =>
        first >= FirstSpoken && second >= FirstSpoken && (first == second || FirstShared(first, second) >= 0);

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

    private void MarkHan()
    {
        for (var code = 0; code < HanEnd; code++)
        {
            if (UnicodeTable.IsHan(code))
                _setOf[code] = Silent;
        }
    }

    // After the two sets that are always there: one set for each syllable alone, then those of several, as listed.
    private (int[] Start, ushort[] Syllables) ReadSets(ref PackedReader reader)
    {
        var syllables = new List<ushort>(16384) { 0 };
        var start = new List<int>(8192) { 0, 0, 1 };
        for (ushort each = 1; each < _names.Length; each++)
        {
            syllables.Add(each);
            start.Add(syllables.Count);
        }

        for (var left = reader.Number(); left > 0; left--)
        {
            var syllable = 1;
            for (var more = reader.Number(); more > 0; more--)
                syllables.Add((ushort)(syllable += reader.Number()));
            start.Add(syllables.Count);
        }

        return ([.. start], [.. syllables]);
    }

    private void ReadCharacters(ref PackedReader reader)
    {
        var code = 0;
        for (var left = reader.Number(); left > 0; left--)
        {
            // A number is a set, for the next code point; 0 says that a gap to that code point comes first.
            var number = reader.Number();
            if (number == 0)
            {
                code += reader.Number();
                number = reader.Number();
            }
            else
            {
                code++;
            }

            _setOf[code] = (ushort)(number - 1 + FirstSpoken);
        }
    }
}
