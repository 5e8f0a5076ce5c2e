using System.Text;
using CsCheck;

namespace Qa.Rules.Tests.Oracle;

/// <summary>
/// Normalisation is the one part of the oracle that is not plain reading, so it is held against the platform's, which Unicode's
/// stability policy binds to give the same for every character of 15.0.
/// </summary>
public sealed class NaiveNfkcTests
{
    private const int LastCodePoint = 0x10FFFF;

    private static bool PlatformNormalizes => "Ａ①".Normalize(NormalizationForm.FormKC) == "A1";

    private static bool IsAssigned(int c) => UnicodeTable.Category(c) is not ("Cn" or "Cs" or "Co");

    private static string Naive(string text) =>
        string.Concat(NaiveNfkc.Normalize(text.EnumerateRunes().Select(r => r.Value)).Select(char.ConvertFromUtf32));

    [SkippableFact]
    public void Normalize_EveryAssignedCharacter_EqualsPlatform()
    {
        Skip.IfNot(PlatformNormalizes, "This platform runs without Unicode normalisation.");
        var different = Enumerable.Range(0, LastCodePoint + 1)
            .Where(IsAssigned)
            .Where(c => Naive(char.ConvertFromUtf32(c)) != char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormKC));

        different.Select(c => c.ToString("X4", null)).Should().BeEmpty();
    }

    [SkippableFact]
    public void Normalize_CharactersThatMeet_EqualsPlatform()
    {
        Skip.IfNot(PlatformNormalizes, "This platform runs without Unicode normalisation.");
        var meeting = Enumerable.Range(0, LastCodePoint + 1)
            .Where(IsAssigned)
            .Where(c => UnicodeTable.CombiningClass(c) != 0 || UnicodeTable.Decomposition(c).Parts.Length > 0 || c is >= 0x1100 and <= 0x11FF)
            .ToArray();
        var letters = Gen.OneOf(Gen.Int[0, meeting.Length - 1].Select(i => meeting[i]), Gen.Int['a', 'e'], Gen.Int[0x1100, 0x11FF], Gen.Int[0xAC00, 0xAC20], Gen.Int[0x300, 0x330]);

        letters.Array[1, 6].Select(cs => string.Concat(cs.Where(IsAssigned).Select(char.ConvertFromUtf32)))
            .Sample(text => Naive(text) == text.Normalize(NormalizationForm.FormKC), iter: 20_000);
    }

    [Theory]
    [InlineData("您好, 很高兴!", "您好很高兴")]
    [InlineData("Not  my-problem", "not my problem")]
    [InlineData("İI", "İi")]
    [InlineData("é\u200D\u0301", "é\u0301")]
    [InlineData("e\u200D\u0301", "e\u0301")]
    [InlineData("⑴a", "1 a")]
    [InlineData("a⑴b", "a 1 b")]
    [InlineData("a，中 b", "a中b")]
    [InlineData("- a -", "a")]
    [InlineData("ΑΣ", "ασ")]
    public void Of_Text_GivesWhatThePageSays(string original, string expected) => NormalizedText.Of(original).Text.Should().Be(expected);

    [Theory]
    [InlineData("㍿と", "株0-1 式0-1 会0-1 社0-1 と1-2")]
    [InlineData("ｶﾞス", "ガ0-2 ス2-3")]
    [InlineData("Ａ b", "a0-1  1-2 b2-3")]
    [InlineData("e\u0301x", "é0-2 x2-3")]
    [InlineData("ﬁx", "f0-1 i0-1 x1-2")]
    [InlineData("好\u0301x", "好0-1 \u03011-2 x2-3")]
    [InlineData("好ﾞ", "好0-1 \u30991-2")]
    [InlineData("𠮷 a", "𠮷0-2 a3-4")]
    [InlineData("a . \u200Db", "a0-1  1-4 b5-6")]
    [InlineData("a\u200D .b", "a0-1  2-4 b4-5")]
    public void Of_Text_CoversTheOriginal(string original, string expected)
    {
        var covered = NormalizedText.Of(original).Characters.Select(c => $"{char.ConvertFromUtf32(c.CodePoint)}{c.Start}-{c.End}");

        string.Join(' ', covered).Should().Be(expected);
    }
}
