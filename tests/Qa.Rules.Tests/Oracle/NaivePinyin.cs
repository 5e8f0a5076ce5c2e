namespace Qa.Rules.Tests.Oracle;

/// <summary>Which Han characters may sound the same: any reading of the one is any reading of the other, tones left aside.</summary>
internal static class NaivePinyin
{
    // The tone marks of pinyin, as combining characters. The two dots of ü and the circumflex of ê are no tones and stay.
    private const string ToneMarks = "\u0300\u0301\u0304\u030C";

    private static readonly Dictionary<int, HashSet<string>> Readings = UnicodeTable.Lines("Readings-15.0.txt.gz")
        .Select(line => line.Split(' '))
        .ToDictionary(words => UnicodeTable.Hex(words[0][2..]), words => words.Skip(1).Select(Toneless).ToHashSet());

    /// <summary>All characters that have this reading, for texts that are wanted to sound alike.</summary>
    public static ILookup<string, int> BySound { get; } =
        Readings.SelectMany(r => r.Value.Select(reading => (reading, r.Key))).ToLookup(r => r.reading, r => r.Key);

    public static IReadOnlySet<string> ReadingsOf(int c) => Readings.TryGetValue(c, out var readings) ? readings : new HashSet<string>();

    public static bool SoundAlike(int a, int b) => a == b || ReadingsOf(a).Overlaps(ReadingsOf(b));

    /// <summary>Script Han, by Unicode 15.0's Scripts.txt.</summary>
    public static bool IsHan(int c) => c
        is (>= 0x2E80 and <= 0x2E99) or (>= 0x2E9B and <= 0x2EF3) or (>= 0x2F00 and <= 0x2FD5)
        or 0x3005 or 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303B)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFA6D) or (>= 0xFA70 and <= 0xFAD9)
        or 0x16FE2 or 0x16FE3 or 0x16FF0 or 0x16FF1
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B739) or (>= 0x2B740 and <= 0x2B81D) or (>= 0x2B820 and <= 0x2CEA1)
        or (>= 0x2CEB0 and <= 0x2EBE0) or (>= 0x2F800 and <= 0x2FA1D) or (>= 0x30000 and <= 0x3134A) or (>= 0x31350 and <= 0x323AF);

    private static string Toneless(string reading)
    {
        var letters = NaiveDecomposition(reading).Where(c => !ToneMarks.Contains((char)c, StringComparison.Ordinal));
        return string.Concat(letters.Select(char.ConvertFromUtf32)).Replace("u\u0308", "v", StringComparison.Ordinal);
    }

    private static IEnumerable<int> NaiveDecomposition(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var parts = UnicodeTable.Decomposition(rune.Value).Parts;
            if (parts.Length == 0)
            {
                yield return rune.Value;
                continue;
            }

            foreach (var part in NaiveDecomposition(string.Concat(parts.Select(char.ConvertFromUtf32)))) yield return part;
        }
    }
}
