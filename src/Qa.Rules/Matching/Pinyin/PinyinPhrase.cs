namespace Qa.Rules.Matching;

/// <summary>A phrase as the ear has it: its characters, and the set of readings of each.</summary>
internal sealed class PinyinPhrase
{
    /// <summary>A single character would be found in every sentence.</summary>
    public const int MinimumLength = 2;

    private PinyinPhrase(int[] codePoints, ushort[] sets) => (CodePoints, Sets) = (codePoints, sets);

    public int[] CodePoints { get; }

    public ushort[] Sets { get; }

    /// <summary>Reads a normalised phrase; null when it is not wholly Han, or too short.</summary>
    public static PinyinPhrase? Read(ReadOnlySpan<char> normalised)
    {
        var table = PinyinTable.Instance;
        var codePoints = new List<int>(normalised.Length);
        var sets = new List<ushort>(normalised.Length);
        for (var position = 0; position < normalised.Length;)
        {
            var codePoint = Utf16.CodePointAt(normalised, position, out var length);
            var set = table.SetOf(codePoint);
            if (set == PinyinTable.NotHan)
                return null;
            codePoints.Add(codePoint);
            sets.Add(set);
            position += length;
        }

        return codePoints.Count < MinimumLength ? null : new PinyinPhrase([.. codePoints], [.. sets]);
    }

    /// <summary>Whether the character at <paramref name="index"/> sounds like another one, which has the given set of readings.</summary>
    public bool SoundsLike(int index, int codePoint, ushort set) =>
        codePoint == CodePoints[index] || PinyinTable.Instance.SetsShareReading(Sets[index], set);
}
