namespace Qa.Rules.Tests.Oracle;

/// <summary>Characters <c>[Start, End)</c> of a normalised text that were found, and by what means if not exactly.</summary>
internal sealed record NaiveOccurrence(NormalizedText Text, int Start, int End, string? Via)
{
    private const int ShortestByPinyin = 2;

    /// <summary>Every place where the phrase stands on word boundaries, overlapping ones included, left to right.</summary>
    public static IEnumerable<NaiveOccurrence> All(NormalizedText text, NormalizedText phrase, bool pinyin)
    {
        var wanted = phrase.Characters.Select(c => c.CodePoint).ToList();
        var bySound = pinyin && wanted.Count >= ShortestByPinyin && wanted.All(NaivePinyin.IsHan);
        for (var start = 0; start + wanted.Count <= text.Characters.Count; start++)
        {
            var end = start + wanted.Count;
            if (!text.StandsOnBoundaries(start, end)) continue;
            var there = text.Characters.Skip(start).Take(wanted.Count).Select(c => c.CodePoint).ToList();
            if (there.SequenceEqual(wanted))
            {
                yield return new(text, start, end, null);
            }
            else if (bySound && there.All(NaivePinyin.IsHan) && there.Zip(wanted).All(pair => NaivePinyin.SoundAlike(pair.First, pair.Second)))
            {
                yield return new(text, start, end, "pinyin");
            }
        }
    }

    /// <summary>The same in the original text: from the first matched character's stretch to the last one's.</summary>
    public NaiveHit At(NaiveTurn turn)
    {
        var from = Text.Characters[Start].Start;
        return new(turn.Index, from, Text.Characters[End - 1].End - from, Via);
    }
}
