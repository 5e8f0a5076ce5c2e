namespace Qa.Rules.Matching;

/// <summary>Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12), so no table holds the 11,172 of them.</summary>
internal static class Hangul
{
    public const int SyllableFirst = 0xAC00;
    public const int LeadFirst = 0x1100;
    public const int VowelFirst = 0x1161;

    /// <summary>One before the first trailing consonant: a trail of 0 is none.</summary>
    public const int TrailBase = 0x11A7;

    public const int Leads = 19;
    public const int Vowels = 21;
    public const int Trails = 28;
    public const int Syllables = Leads * Vowels * Trails;

    public static bool IsSyllable(int codePoint) => (uint)(codePoint - SyllableFirst) < Syllables;

    /// <summary>Lead, vowel and, where the syllable has one, trail (else 0).</summary>
    public static (int Lead, int Vowel, int Trail) Decompose(int syllable)
    {
        var index = syllable - SyllableFirst;
        var trail = index % Trails;
        return (LeadFirst + index / (Vowels * Trails), VowelFirst + index / Trails % Vowels, trail == 0 ? 0 : TrailBase + trail);
    }

    /// <summary>Lead + vowel, or syllable without trail + trail; -1 for anything else.</summary>
    public static int Compose(int first, int second)
    {
        if ((uint)(first - LeadFirst) < Leads && (uint)(second - VowelFirst) < Vowels)
            return SyllableFirst + ((first - LeadFirst) * Vowels + (second - VowelFirst)) * Trails;
        if (IsSyllable(first) && (first - SyllableFirst) % Trails == 0 && second > TrailBase && second < TrailBase + Trails)
            return first + (second - TrailBase);
        return -1;
    }
}
