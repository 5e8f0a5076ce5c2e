using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Pinyin;

public class PinyinTableTests
{
    private readonly PinyinTable _table = PinyinTable.Instance;

    [Theory]
    [InlineData("长", "chang zhang")]
    [InlineData("行", "hang heng xing")]
    [InlineData("了", "le liao")]
    [InlineData("还", "fu hai huan")]
    [InlineData("女", "nv ru")]
    [InlineData("略", "lve")]
    [InlineData("绿", "lu lv")]
    [InlineData("诉", "su")]
    [InlineData("訴", "su")]
    [InlineData("𠀷", "ji")]
    [InlineData("〇", "")]
    [InlineData("𠮷", "")]
    [InlineData("々", "")]
    [InlineData("a", "")]
    [InlineData("か", "")]
    public void Readings_Character_AreThoseOfUnihan(string character, string readings) =>
        Names(char.ConvertToUtf32(character, 0)).Should().Be(readings);

    [Fact]
    public void Readings_AllCodePoints_AreOfHanOnlyAndAscend()
    {
        var spoken = 0;
        for (var code = -1; code <= 0x110000; code++)
        {
            var readings = _table.Readings(code).ToArray();
            if (readings.Length == 0)
                continue;
            spoken++;
            UnicodeTable.IsHan(code).Should().BeTrue();
            readings.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
            readings[0].Should().BeGreaterThan((ushort)0);
            ((int)readings[^1]).Should().BeLessThan(_table.SyllableEnd);
        }

        spoken.Should().Be(41_419);
    }

    [Theory]
    [InlineData("投", "头", true)]
    [InlineData("诉", "绪", false)]
    [InlineData("女", "努", false)]
    [InlineData("你", "李", false)]
    [InlineData("知", "资", false)]
    [InlineData("长", "常", true)]
    [InlineData("长", "掌", true)]
    [InlineData("常", "掌", false)]
    [InlineData("々", "々", true)]
    [InlineData("々", "〻", false)]
    [InlineData("a", "a", false)]
    public void ShareReading_TwoCharacters_AnswersByReadings(string first, string second, bool expected)
    {
        _table.ShareReading(first[0], second[0]).Should().Be(expected);
        _table.ShareReading(second[0], first[0]).Should().Be(expected);
    }

    private string Names(int codePoint) => string.Join(' ', _table.Readings(codePoint).ToArray().Select(_table.Name));
}
