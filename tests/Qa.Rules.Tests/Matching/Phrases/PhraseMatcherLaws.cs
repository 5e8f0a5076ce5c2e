using CsCheck;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Phrases;

/// <summary>What holds for all patterns and texts: the matcher finds what asking for each pattern by itself finds.</summary>
public sealed class PhraseMatcherLaws
{
    /// <summary>From alphabets where everything is crowded to those where hardly anything repeats.</summary>
    private static readonly string[] Alphabets = ["a", "ab", "您好吗", "一二三四五六七八", "\uD83D\uDE00\uDE01您", "abc您好 x😀投诉不归我管抱歉请稍等"];

    private static readonly Gen<(string[] Patterns, string Text, string Around)> Inputs =
        from alphabet in Gen.Int[0, Alphabets.Length - 1].Select(i => Alphabets[i])
        from patterns in Gen.Char[alphabet].Array[1, 8].Select(c => new string(c)).Array[0, 60]
        from longOnes in Gen.Char[alphabet].Array[20, 90].Select(c => new string(c)).Array[0, 6]
        from text in Gen.Char[alphabet + "\0"].Array[0, 300].Select(c => new string(c))
        from planted in Gen.Int[0, 5]
        from around in Gen.Char[alphabet].Array[64, 80].Select(c => new string(c))
        let distinct = patterns.Concat(longOnes).Distinct(StringComparer.Ordinal).ToArray()
        select (distinct, text + string.Concat(longOnes.Take(planted)), around);

    [Theory]
    [InlineData(PhraseEngine.AhoCorasick)]
    [InlineData(PhraseEngine.Matcher)]
    public void Scan_AnyPatternsAndText_FindsWhatTheNaiveEngineFinds(PhraseEngine engine) =>
        Inputs.Sample(
            input => engine.Find(input.Patterns, input.Text, input.Around, input.Around)
                .SequenceEqual(PhraseEngine.Naive.Find(input.Patterns, input.Text)),
            iter: 3_000,
            print: input => $"[{string.Join(' ', input.Patterns)}] in {input.Text}");

    [Fact]
    public void Scan_TextCutAtTurnEnds_FindsTheSameAsInOnePiece() =>
        Inputs.Sample(input =>
        {
            var matcher = PhraseMatcher.Build(input.Patterns);
            var buffer = (input.Text + new string('\0', PhraseMatcher.Padding)).ToCharArray();
            var (whole, parts) = (new OccurrenceList(), new OccurrenceList());
            matcher.Scan(buffer, 0, input.Text.Length, whole);
            for (var start = 0; start < input.Text.Length;)
            {
                var end = Array.IndexOf(buffer, '\0', start);
                matcher.Scan(buffer, start, Math.Min(end, input.Text.Length), parts);
                start = end + 1;
            }

            return PhraseEngines.Sorted(parts).SequenceEqual(PhraseEngines.Sorted(whole));
        });
}
