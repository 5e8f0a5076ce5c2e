using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Unicode;

public class TextNormaliserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("您好, 很高兴!", "您好很高兴")]
    [InlineData("Not  my-problem", "not my problem")]
    [InlineData("您是ＶＩＰ－客户 吗", "您是vip客户吗")]
    [InlineData("  a  ", "a")]
    [InlineData("a\u200Bb", "ab")]
    [InlineData("a \u200B b", "a b")]
    [InlineData("a\u00ADb\uFEFF", "ab")]
    [InlineData("好❤\uFE0F的", "好的")]
    [InlineData("好\u200D的", "好的")]
    [InlineData("ok👍🏻ok", "ok ok")]
    [InlineData("👨\u200D👩\u200D👧您好", "您好")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("1\uFE0F\u20E3", "1\u20E3")]
    [InlineData("a½b", "a1 2b")]
    [InlineData("10㎡房", "10m2房")]
    [InlineData("37℃", "37 c")]
    [InlineData("①Ⅳ㈱", "1iv株")]
    [InlineData("ｶﾞｷﾞ", "ガギ")]
    [InlineData("か\u3099", "が")]
    [InlineData("e\u0301", "é")]
    [InlineData("E\u0301", "é")]
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("a\u0302\u0323", "ậ")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("ㅎㅏ", "하")]
    [InlineData("İI", "İi")]
    [InlineData("ΣΑΣ", "σασ")]
    [InlineData("ẞß", "ßß")]
    [InlineData("ﬀ", "ff")]
    [InlineData("ǅ", "dž")]
    [InlineData("𝐀", "a")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("a\uE000b", "a b")]
    [InlineData("a\u0378b", "a b")] // not assigned in 15.0
    [InlineData("a\U000323B0b", "a b")] // a CJK range, not assigned in 15.0
    [InlineData("豈", "豈")] // U+F900
    [InlineData("〇々", "〇々")]
    [InlineData("a。b", "a b")]
    [InlineData("a中 b", "a中b")]
    [InlineData("…… 您好……好", "您好好")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData(".\u0301", "\u0301")]
    public void Normalise_Text_GivesForm(string text, string expected)
    {
        TextNormaliser.Normalise(text).Should().Be(expected);
        TextNormaliser.NormaliseWithPositions(text).Text.Should().Be(expected);
    }

    [Fact]
    public void Normalise_UnpairedSurrogates_AreSeparators()
    {
        // Not in a [Theory]: the runner writes its data as UTF-8.
        foreach (var unpaired in new[] { "\uD83D", "\uDE00", "\uDE00\uD83D" })
        {
            TextNormaliser.Normalise($"a{unpaired}b").Should().Be("a b");
            TextNormaliser.NormaliseWithPositions($"a{unpaired}").Text.Should().Be("a");
        }
    }

    [Fact]
    public void Append_TwoTexts_TreatsEachAlone()
    {
        var buffer = new TextBuffer();
        TextNormaliser.Append("a,", buffer);
        TextNormaliser.Append("b", buffer);
        TextNormaliser.Append("\u0301", buffer);
        buffer.Text.ToString().Should().Be("ab\u0301");
    }

    [Fact]
    public void Append_Warm_AllocatesNothing()
    {
        const string Text = "您好，ＶＩＰ客户！請問 ① ｶﾞ e\u0301 ㎡ 👍🏻 𠮷 ﷺ 가\u11A8 OK？";
        var buffer = new TextBuffer();
        TextNormaliser.Append(Text, buffer);
        buffer.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        TextNormaliser.Append(Text, buffer);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
