using System.Globalization;
using CsCheck;
using Qa.Rules.Matching;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;

namespace Qa.Rules.Tests.Matching.Unicode;

public class TextNormaliserLawsTests
{
    private const int LongestText = 24;

    // Code points that are troublesome, and any other, so that a text has several of the former.
    private static readonly Gen<int> CodePoint = Gen.Frequency(
        (4, Gen.OneOf("投诉您好aZ09，。 ！éßΣİ①½㍿㎡ｶｱ\u3000".Select(each => (int)each).ToArray())),
        (3, Gen.OneOf(0x301, 0x323, 0x327, 0x3099, 0xFF9E, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x314F, 0x9C7, 0x9BE, 0xF73, 0x344)),
        (2, Gen.OneOf(0x200D, 0xFE0F, 0xAD, 0xFEFF, 0x1F44D, 0x1F3FB, 0x20BB7, 0x2F800, 0x1D400, 0x10400, 0xE0100, 0x11127, 0x20E3)),
        (2, Gen.Int[0, 0x33FF]),
        (1, Gen.Int[0, 0x10FFFF].Select(code => code is >= 0xD800 and <= 0xDFFF ? '?' : code)));

    private static readonly Gen<string> Text =
        CodePoint.List[0, LongestText].Select(codes => string.Concat(codes.Select(char.ConvertFromUtf32)));

    // Units and not characters: surrogates stand anywhere.
    private static readonly Gen<string> IllFormed =
        Gen.OneOf('a', ',', '您', '\uD83D', '\uDC4D', '\uD842', '\uDFB7', '\u0301', '\uDB40', '\uDD00').List[0, 12]
            .Select(units => new string([.. units]));

    [Fact]
    public void Append_AnyText_IsNormaliseAndTheTextWithPositions() => Gen.OneOf(Text, IllFormed).Sample(text =>
    {
        var plain = TextNormaliser.Normalise(text);
        TextNormaliser.NormaliseWithPositions(text).Text.Should().Be(plain);
        var buffer = new TextBuffer { Chars = new char[4], Length = 1 };
        buffer.Chars[0] = '#';
        TextNormaliser.Append(text, buffer);
        buffer.Text.ToString().Should().Be("#" + plain);
    }, iter: 20_000);

    // Upon which the loader lets most phrases pass without normalising them.
    [Fact]
    public void Normalise_ChineseCharactersAndAscii_BecomeNoLonger()
    {
        for (var character = PhraseExtent.FirstIdeograph; character <= PhraseExtent.LastIdeograph; character++)
        {
            TextNormaliser.Normalise($"👍 {character}\u0301").Should().HaveLength(2);
            TextNormaliser.Normalise($"{character}{character}").Should().HaveLength(2);
            PhraseReader.Objection(character.ToString()).Should().BeNull();
        }

        for (var character = '\0'; character < 0x80; character++)
            TextNormaliser.Normalise($"a{character}a").Length.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Normalise_AnyText_HasNoSeparatorsButSpacesBetweenWords() => Text.Sample(text =>
    {
        var codes = TextNormaliser.Normalise(text).EnumerateRunes().Select(rune => rune.Value).ToArray();
        for (var index = 0; index < codes.Length; index++)
        {
            UnicodeTable.ToLowerSimple(codes[index]).Should().Be(codes[index]);
            if (codes[index] != ' ')
                UnicodeTable.IsLetterMarkOrNumber(codes[index]).Should().BeTrue();
            else
                (UnicodeTable.IsWordCharacter(codes[index - 1]) && UnicodeTable.IsWordCharacter(codes[index + 1])).Should().BeTrue();
        }
    }, iter: 5_000);

    // Not of every text: where step 1 drops or step 3 closes a gap, a letter and a mark may meet that NFKC would then compose or
    // reorder, and H with a line below has no composed form while h has. Texts are normalised once, so nothing depends on it.
    [Fact]
    public void Normalise_NormalisedTextWithoutJoiningCharacters_Stays() => Text.Sample(text =>
    {
        var once = TextNormaliser.Normalise(text);
        if (once.EnumerateRunes().Any(rune => (CharacterData.Instance.Properties(rune.Value) & CharacterProperties.Joins) != 0))
            return;
        TextNormaliser.Normalise(once).Should().Be(once);
    }, iter: 5_000);

    [Fact]
    public void ToOriginal_AnyStretch_LiesInTheOriginalAndNeverGoesBack() => Gen.OneOf(Text, IllFormed).Sample(text =>
    {
        var normalised = TextNormaliser.NormaliseWithPositions(text);
        var (before, endBefore) = (0, 0);
        for (var unit = 0; unit < normalised.Text.Length; unit++)
        {
            var (start, length) = normalised.ToOriginal(unit, 1);
            length.Should().BePositive();
            start.Should().BeGreaterThanOrEqualTo(before);
            (start + length).Should().BeGreaterThanOrEqualTo(endBefore).And.BeLessThanOrEqualTo(text.Length);
            (before, endBefore) = (start, start + length);
            normalised.ToOriginal(0, unit + 1).Should().Be((normalised.ToOriginal(0, 1).Start, endBefore - normalised.ToOriginal(0, 1).Start));
        }
    }, iter: 5_000);

    [Fact]
    public void ToOriginal_AnyHit_NormalisesToWhatWasFoundOrMore() => Text.Sample(text =>
    {
        // What is shown as evidence contains what was found: pieces may bring more with them, never less.
        var normalised = TextNormaliser.NormaliseWithPositions(text);
        for (var start = 0; start < normalised.Text.Length; start++)
        {
            if (char.IsLowSurrogate(normalised.Text[start]) || normalised.Text[start] == ' ')
                continue;
            var length = char.IsHighSurrogate(normalised.Text[start]) ? 2 : 1;
            var (from, covered) = normalised.ToOriginal(start, length);
            TextNormaliser.Normalise(text.AsSpan(from, covered)).Should().Contain(normalised.Text.Substring(start, length));
        }
    }, iter: 3_000);

    [Fact]
    public void Normalise_AnyCulture_GivesTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "lt-LT", "zh-CN", "" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                TextNormaliser.Normalise("ISTANBUL İıI ÌĮ Ａ①").Should().Be("istanbul İıi ìį a1");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
