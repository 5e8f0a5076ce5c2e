using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Unicode;

public class NormalisedTextTests
{
    [Theory]
    [InlineData("㍿と", "株式", "㍿")]
    [InlineData("㍿と", "会社", "㍿")]
    [InlineData("㍿と", "社と", "㍿と")]
    [InlineData("ｶﾞス", "ガ", "ｶﾞ")]
    [InlineData("好❤\uFE0F的", "好的", "好❤\uFE0F的")]
    [InlineData("，好❤\uFE0F的。", "的", "的")]
    [InlineData("he\u200Bllo好\u200D的", "hello", "he\u200Bllo")]
    [InlineData("\u200Bhe\u200Bllo\u200B", "hello", "he\u200Bllo")]
    [InlineData("👍👍好的😀好，的", "好的", "好的")]
    [InlineData("𠮷野家好的", "𠮷野", "𠮷野")]
    [InlineData("您是ＶＩＰ－客户 吗", "vip客户", "ＶＩＰ－客户")]
    [InlineData("It's NOT  my-problem!", "not my problem", "NOT  my-problem")]
    [InlineData("a ½ b", " 1", " ½")]
    [InlineData("a½b", "1 2", "½")]
    [InlineData("a - b", " ", " - ")]
    [InlineData("e\u0301x", "é", "e\u0301")]
    [InlineData("e\u0327x", "ȩ", "e\u0327")]
    [InlineData("\u1112\u1161\u11ABx", "한", "\u1112\u1161\u11AB")]
    [InlineData("하\u11AB", "한", "하\u11AB")]
    [InlineData("ㅎㅏ中", "하", "ㅎㅏ")]
    // A letter that could have composed, and did not, is a piece of its own.
    [InlineData("请问ㅏ", "请问", "请问")]
    [InlineData("Ａㅏ", "a", "Ａ")]
    [InlineData("あﾞ", "あ", "あ")]
    // Marks belong to what they follow. Unchanged, each covers itself; changed, each covers the piece.
    [InlineData("x\u0323y", "x", "x")]
    [InlineData("Ａ\u0327y", "a", "Ａ\u0327")]
    [InlineData("x\u0302\u0323y", "x", "x\u0302\u0323")]
    [InlineData("か\u0301ﾞ", "が", "か\u0301ﾞ")]
    [InlineData("ﷺ", "الله", "ﷺ")]
    public void ToOriginal_OfAnOccurrence_IsWhatItCameFrom(string original, string found, string covered)
    {
        var normalised = TextNormaliser.NormaliseWithPositions(original);
        var place = normalised.Text.IndexOf(found, StringComparison.Ordinal);
        place.Should().BeGreaterThanOrEqualTo(0, "'{0}' should be in '{1}'", found, normalised.Text);
        var (start, length) = normalised.ToOriginal(place, found.Length);
        original.Substring(start, length).Should().Be(covered);
    }

    [Fact]
    public void ToOriginal_HalfAPair_CoversThePair()
    {
        var normalised = TextNormaliser.NormaliseWithPositions("好𠮷");
        normalised.ToOriginal(1, 1).Should().Be((1, 2));
        normalised.ToOriginal(2, 1).Should().Be((1, 2));
    }

    [Fact]
    public void ToOriginal_EmptyStretch_CoversNothing()
    {
        var normalised = TextNormaliser.NormaliseWithPositions("，好");
        normalised.ToOriginal(0, 0).Should().Be((1, 0));
        normalised.ToOriginal(1, 0).Should().Be((2, 0));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void ToOriginal_OutsideTheText_Throws(int start, int length)
    {
        var normalised = TextNormaliser.NormaliseWithPositions("您好");
        normalised.Invoking(each => each.ToOriginal(start, length)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
