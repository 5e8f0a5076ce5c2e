namespace Qa.Rules.Matching;

/// <summary>What a character sounds as: the number of its set of readings or, where it has none, the character itself.</summary>
internal readonly record struct PinyinKey
{
    private const int SilentBase = 0x10000;

    private readonly int _number;

    private PinyinKey(int number) => _number = number;

    public ushort Set => _number < SilentBase ? (ushort)_number : PinyinTable.Silent;

    public static PinyinKey Of(int codePoint) => Of(codePoint, PinyinTable.Instance.SetOf(codePoint));

    public static PinyinKey Of(int codePoint, ushort set) => new(set == PinyinTable.Silent ? SilentBase + codePoint : set);

    /// <summary>The least syllable (0 where both are the same silent character) that both may be heard as, or -1.</summary>
    public int FirstShared(PinyinKey other)
    {
        if (_number >= SilentBase || other._number >= SilentBase)
            return _number == other._number ? 0 : -1;
        return PinyinTable.Instance.FirstShared((ushort)_number, (ushort)other._number);
    }

    /// <summary>The order in which phrases are put into a <see cref="PinyinTrie"/>; it has no other meaning.</summary>
    public int CompareTo(PinyinKey other) => _number.CompareTo(other._number);
}
