using CsCheck;
using Qa.Rules.Matching;
using Qa.Rules.Matching.Phrases;

namespace Qa.Rules.Tests.Matching.Phrases;

public sealed class SingleCharactersTests
{
    private static readonly Gen<char[]> SomeCharacters = Gen.Int[1, char.MaxValue].Select(i => (char)i).Array[1, 40];

    [Fact]
    public void Admits_Member_IsTrueUnderAnyScrambler() =>
        Gen.Select(SomeCharacters, Gen.Int[0, 0x7FFF]).Sample((members, half) =>
        {
            var groups = new DigitGroups(members, (ushort)(half * 2 + 1));
            return members.All(groups.Admits);
        });

    [Fact]
    public void Admits_NoMember_IsMostlyFalse()
    {
        char[] members = [.. "滚靠草呸操"];
        var groups = new DigitGroups(members, 0x9E37);

        Enumerable.Range(1, char.MaxValue).Count(c => groups.Admits((char)c)).Should().BeLessThan(100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(60_000)]
    public void Scan_ManySingleCharacters_FindsEachWhereItStands(int count)
    {
        var patterns = Enumerable.Range(1, count).Select(i => ((char)i).ToString()).Reverse().ToArray();
        var text = string.Concat(Enumerable.Range(1, 3_000).Select(i => (char)(i * 21 % char.MaxValue + 1)));

        PhraseEngine.Matcher.Find(patterns, text).Should().Equal(
            text.Select((c, i) => new Occurrence(count - c, i)).Where(o => o.Pattern >= 0));
    }
}
