using CsCheck;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Pinyin;

public class PinyinMatcherTests
{
    // Few characters, so that phrases meet texts: with several readings, silent, of two units, and not Han.
    private static readonly string[] Alphabet =
        ["长", "常", "掌", "行", "航", "形", "了", "乐", "还", "海", "的", "地", "々", "〻", "𠀷", "吉", "𠮷", "女", "a", " ", "か"];

    private static readonly Gen<string> Text =
        Gen.OneOf(Alphabet).List[0, 30].Select(characters => string.Concat(characters));

    private static readonly Gen<string> Phrase =
        Gen.OneOf(Alphabet.Where(PinyinCharacter).ToArray()).List[2, 5].Select(characters => string.Concat(characters));

    [Fact]
    public void Scan_AnyTextAndPhrases_FindsWhatComparingEverywhereFinds() =>
        Gen.Select(Phrase.Array[1, 30], Text).Sample((phrases, text) =>
        {
            var found = Scan(phrases, text);
            found.Should().OnlyHaveUniqueItems();
            found.Should().BeEquivalentTo(ScanByComparing(phrases, text));
        }, iter: 300);

    [Fact]
    public void Scan_TextWithThePhrase_FindsItself() =>
        Gen.Select(Phrase, Text, Text).Sample((phrase, before, after) =>
            Scan([phrase], before + phrase + after).Should().Contain(new PinyinOccurrence(0, before.Length, phrase.Length)), iter: 300);

    [Fact]
    public void Scan_RareCharacters_GivesTheLengthFound()
    {
        Scan(["吉长"], "𠀷常吉常").Should().BeEquivalentTo([new PinyinOccurrence(0, 0, 3), new PinyinOccurrence(0, 3, 2)]);
        Scan(["𠀷长"], "吉常").Should().BeEquivalentTo([new PinyinOccurrence(0, 0, 2)]);
    }

    [Fact]
    public void Scan_OverlappingAndRepeated_FindsEach() =>
        Scan(["谢谢", "谢谢谢"], "写些歇").Should().BeEquivalentTo(
            [new PinyinOccurrence(0, 0, 2), new PinyinOccurrence(0, 1, 2), new PinyinOccurrence(1, 0, 3)]);

    [Fact]
    public void Scan_UnpairedSurrogate_IsNotHan() =>
        Scan(["投诉"], "投\uD842诉\uDFB7头诉").Should().BeEquivalentTo([new PinyinOccurrence(0, 4, 2)]);

    [Theory]
    [InlineData("投诉", true)]
    [InlineData("〇々", true)]
    [InlineData("𠮷野", true)]
    [InlineData("投", false)]
    [InlineData("𠮷", false)]
    [InlineData("", false)]
    [InlineData("vip客户", false)]
    [InlineData("さん", false)]
    public void Accepts_Phrase_WhenWhollyHan(string phrase, bool expected)
    {
        PinyinMatcher.Accepts(phrase).Should().Be(expected);
        if (!expected)
            FluentActions.Invoking(() => PinyinMatcher.Build([phrase])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Build_NoPhrases_FindsNothing() => Scan([], "投诉").Should().BeEmpty();

    [Fact]
    public void Scan_Warm_AllocatesNothing()
    {
        var matcher = PinyinMatcher.Build(["投诉", "不归我管", "长期"]);
        var found = new PinyinOccurrenceList();
        var text = string.Concat(Enumerable.Repeat("我要头诉常期不贵我管", 20));
        matcher.Scan(text, found);
        found.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        matcher.Scan(text, found);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        found.Count.Should().Be(60);
    }

    private static bool PinyinCharacter(string character) => UnicodeTable.IsHan(char.ConvertToUtf32(character, 0));

    private static List<PinyinOccurrence> Scan(string[] phrases, string text)
    {
        var found = new PinyinOccurrenceList();
        PinyinMatcher.Build(phrases).Scan(text, found);
        return found.Items.Take(found.Count).ToList();
    }

    private static List<PinyinOccurrence> ScanByComparing(string[] phrases, string text)
    {
        var found = new List<PinyinOccurrence>();
        var characters = text.EnumerateRunes().ToArray();
        for (var pattern = 0; pattern < phrases.Length; pattern++)
        {
            var phrase = phrases[pattern].EnumerateRunes().ToArray();
            for (var start = 0; start + phrase.Length <= characters.Length; start++)
            {
                var run = characters.AsSpan(start, phrase.Length).ToArray();
                if (phrase.Zip(run).All(pair => PinyinTable.Instance.ShareReading(pair.First.Value, pair.Second.Value)))
                    found.Add(new(pattern, characters.Take(start).Sum(each => each.Utf16SequenceLength), run.Sum(each => each.Utf16SequenceLength)));
            }
        }

        return found;
    }
}
