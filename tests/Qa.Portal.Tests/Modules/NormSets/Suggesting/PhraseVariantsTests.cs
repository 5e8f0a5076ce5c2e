using Qa.Portal.Modules.NormSets.Suggesting;
using Qa.Rules.Matching;

namespace Qa.Portal.Tests.Modules.NormSets.Suggesting;

public class PhraseVariantsTests
{
    [Theory]
    [InlineData("你不知道", "你就不知道吧", "Spoken 你就不知道")]
    [InlineData("你不知道", "你不知道啊", "")] // the phrase is in it
    [InlineData("不知道", "我也不太知道，不是很知道", "Spoken 不太知道 | Spoken 不是很知道")]
    [InlineData("不知道", "不知这别的道", "")] // more between than the phrase is long
    [InlineData("不知道", "不，不太知道", "Spoken 不太知道")] // the shortest
    [InlineData("不知道", "不 App 知道", "")] // a word between is no filler
    [InlineData("不知道啊", "不知道吧？真不知道，不知道啊", "Spoken 不知道吧 | Spoken 不知道")]
    [InlineData("我是不知道的", "我是不知道", "Spoken 我是不知道")]
    [InlineData("好的吧", "好了", "")] // of particles alone nothing is left to go by
    [InlineData("查询", "帮您查讯一下，插询", "Homophone 查讯 | Homophone 插询")]
    [InlineData("查询", "查一询", "Spoken 查一询")]
    [InlineData("不归我管", "不归我光", "NearHomophone 不归我光")]
    [InlineData("投诉", "偷树", "")] // near alone is like anything
    [InlineData("退款", "退款", "")]
    [InlineData("投诉", "头诉", "Homophone 头诉")]
    public void Find_InWhatWasSaid_IsWhatThePhraseDoesNotFind(string phrase, string said, string expected)
    {
        var variants = PhraseVariants.Of(phrase, [], bySound: false)!.Find(TextNormaliser.Normalise(said));

        string.Join(" | ", variants.Select(static each => $"{each.Kind} {each.Text}")).Should().Be(expected);
    }

    [Fact]
    public void Find_WhatTheListFindsAlready_IsLeftOut()
    {
        PhraseVariants.Of("不知道", ["太知道"], bySound: false)!.Find("不太知道").Should().BeEmpty("another phrase of the list is in it");
        PhraseVariants.Of("查询", [], bySound: true)!.Find("查讯").Should().BeEmpty("the norm hears it");
        PhraseVariants.Of("不归我管", [], bySound: true)!.Find("不归我光").Should().ContainSingle().Which.Kind.Should().Be(VariantKind.NearHomophone, "it does not hear that");
        PhraseVariants.Of("查询", ["English", "查讯"], bySound: false)!.Find("查讯查巡").Should().ContainSingle().Which.Text.Should().Be("查巡");
    }

    [Theory]
    [InlineData("好")]
    [InlineData("App 下载")]
    [InlineData("")]
    [InlineData("12315")]
    public void Of_PhraseThatIsNotTwoHanCharacters_IsNone(string phrase) => PhraseVariants.Of(phrase, [], bySound: false).Should().BeNull();

    [Theory]
    [InlineData("zhang", "zan")]
    [InlineData("shi", "si")]
    [InlineData("ning", "lin")]
    [InlineData("chong", "cong")]
    [InlineData("n", "n")]
    [InlineData("er", "er")]
    public void ClassOf_Syllable_IsThatOfWhatItIsTakenFor(string syllable, string expected) => SoundClasses.ClassOf(syllable).Should().Be(expected);

    // By these pairs alone are texts found: a variant without one would never be looked at.
    [Theory]
    [InlineData("查询", "查讯")]
    [InlineData("查询", "插询")]
    [InlineData("查询", "查一询")]
    [InlineData("投诉", "头诉")]
    [InlineData("不知道", "不只道")]
    [InlineData("不知道", "不太知道")]
    [InlineData("不归我管", "不归我光")]
    [InlineData("不归我管", "不归你我管")]
    public void Pairs_OfAPhrase_AreInItsVariants(string phrase, string variant)
    {
        var pairs = PhraseVariants.Of(phrase, [], bySound: false)!.Pairs;

        pairs.Should().HaveCountLessThanOrEqualTo(VariantPairs.Maximum).And.Contain(pair => variant.Contains(pair, StringComparison.Ordinal));
    }
}
