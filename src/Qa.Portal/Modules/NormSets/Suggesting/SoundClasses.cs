using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Matching;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>
/// Which characters are taken for each other by ear: those with a toneless syllable in common, and those whose syllables many speakers and
/// recognisers do not tell apart (zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in).
/// </summary>
internal static class SoundClasses
{
    // Of the syllables by their numbers: those that are taken for each other have the same class.
    private static readonly ImmutableArray<string> Classes = [.. Enumerable.Range(0, PinyinTable.Instance.SyllableEnd).Select(static syllable => syllable == 0 ? "" : ClassOf(PinyinTable.Instance.Name((ushort)syllable)))];

    /// <summary>How alike two Han characters sound.</summary>
    public static SoundLikeness Of(Rune first, Rune second)
    {
        if (first == second)
            return SoundLikeness.Same;
        var table = PinyinTable.Instance;
        if (table.ShareReading(first.Value, second.Value))
            return SoundLikeness.Homophone;
        foreach (var one in table.Readings(first.Value))
        {
            foreach (var other in table.Readings(second.Value))
            {
                if (Classes[one] == Classes[other])
                    return SoundLikeness.Near;
            }
        }

        return SoundLikeness.Different;
    }

    /// <summary>A toneless syllable as those hear it who do not tell some sounds apart: <c>zhang</c> is <c>zan</c>, <c>ning</c> is <c>lin</c>.</summary>
    public static string ClassOf(string syllable)
    {
        var heard = syllable is ['z' or 'c' or 's', 'h', ..] ? syllable.Remove(1, 1) : syllable is ['n', _, ..] ? $"l{syllable[1..]}" : syllable;
        return heard.EndsWith("ang", StringComparison.Ordinal) || heard.EndsWith("eng", StringComparison.Ordinal) || heard.EndsWith("ing", StringComparison.Ordinal) ? heard[..^1] : heard;
    }
}

/// <summary>How alike two characters sound.</summary>
internal enum SoundLikeness
{
    Different,

    /// <summary>They are the same character.</summary>
    Same,

    /// <summary>They have a toneless syllable in common.</summary>
    Homophone,

    /// <summary>They have syllables that are taken for each other.</summary>
    Near,
}
