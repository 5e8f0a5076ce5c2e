using CsCheck;
using Qa.Portal.Platform.Search;

namespace Qa.Portal.Tests.Platform.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("您好，请问", "您好请问")]
    [InlineData("我的ＡＰＰ坏了", "我的 app 坏了")]
    [InlineData("Click  here!", " click here ")]
    [InlineData("订单20261001号", "订单 20261001 号")]
    [InlineData("好\r\nok\n\n了", "好\n ok \n\n了")]
    [InlineData("a1, b2。c3", " a1 b2 c3 ")]
    [InlineData("𠀀𠀁x", "𠀀𠀁 x ")]
    public void FormOf_Text_HasSpacesAroundWordsOfLettersAndDigits(string text, string form) => SearchText.FormOf(text).Should().Be(form);

    [Theory]
    [InlineData("退款流程", "退款,款流,流程,程")]
    [InlineData("退", "退")]
    [InlineData("我的APP坏了", "我的,的,app,坏了,了")]
    [InlineData("𠀀𠀁", "𠀀𠀁,𠀁")]
    [InlineData("退\n款", "退,款")]
    public void Of_Form_GivesPairsLastCharactersAndWords(string text, string tokens) => string.Join(',', SearchTokens.Of(SearchText.FormOf(text))).Should().Be(tokens);

    [Theory]
    [InlineData("退款流程", "退款,款流,流程")]
    [InlineData("退", "退*")]
    [InlineData("app坏", "app,坏*")]
    public void Needed_Word_GivesWhatATextMustHave(string word, string needed) =>
        string.Join(',', SearchTokens.Needed(SearchText.FormOf(word)).Select(static each => each.Token + (each.IsPrefix ? "*" : ""))).Should().Be(needed);

    [Fact]
    public void Tokens_OfALongWord_AreItsBeginning()
    {
        var word = new string('a', SearchTokens.MaximumWordLength + 1);

        SearchTokens.Of(SearchText.FormOf(word)).Should().Equal(word[..^1]);
        SearchTokens.AreEnough(SearchText.FormOf(word)).Should().BeFalse();
        SearchTokens.AreEnough(SearchText.FormOf(word[..^1])).Should().BeTrue();
    }

    [Fact]
    public void Tokens_OfAnyText_HoldNothingThatAnIndexCouldMisread() => Gen.String.Sample(static text =>
        SearchTokens.Of(SearchText.FormOf(text)).All(static token => token.Length > 0 && token.All(static unit => unit > 0x7F || char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit))));

    [Fact]
    public void Storable_AnyText_IsWellFormedAndBounded() => Gen.String.Sample(static text =>
    {
        var stored = SearchText.Storable(text, 7);
        return stored.Length <= 7 && !stored.Contains('\0', StringComparison.Ordinal) && new System.Text.UTF8Encoding(false, true).GetByteCount(stored) >= 0;
    });

    [Theory]
    [InlineData("退款 流程", "退款|流程")]
    [InlineData("退款　流程", "退款|流程")]
    [InlineData("\"退款 流程\"", "退款流程")]
    [InlineData("“click here”", " click here ")]
    [InlineData("a\"b c\"d", " a | b c | d ")]
    [InlineData("退款 退款", "退款")]
    [InlineData("\"不成对 的", "不成对的")]
    [InlineData("wi-fi", " wi fi ")]
    public void Parse_Query_GivesItsWords(string text, string words) => string.Join('|', SearchQuery.Parse(text).Query!.Words.Select(static word => word.Form)).Should().Be(words);

    [Theory]
    [InlineData("", "the query: found 0 characters, expected 1 to 200")]
    [InlineData("\" \"", "the query: found no letter, digit or character to look for, expected at least one")]
    [InlineData("()*:^'-+", "the query: found no letter, digit or character to look for, expected at least one")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "the query: found 17 words, expected at most 16")]
    public void Parse_NoQuery_SaysWhatWasExpected(string text, string problem) => SearchQuery.Parse(text).Problem.Should().Be(problem);

    [Fact]
    public void Parse_TooLong_IsRefused() => SearchQuery.Parse(new('退', SearchQuery.MaximumLength + 1)).Problem.Should().Be("the query: found 201 characters, expected 1 to 200");

    [Fact]
    public void Snippet_LongLine_ShowsTheFirstPlaceAndMarksAll()
    {
        var line = new string('前', 200) + "我要退款，现在ＡＰＰ退 款" + new string('后', 200);

        var snippet = SearchMarks.Snippet("第一行\n" + line, SearchQuery.Parse("退款 app").Query!.Words);

        snippet.Text.Should().HaveLength(SearchMarks.SnippetLength).And.Contain("我要退款，现在ＡＰＰ退 款");
        snippet.Marks.Select(mark => snippet.Text.Substring(mark.Start, mark.Length)).Should().Equal("退款", "ＡＰＰ退 款");
    }

    [Theory]
    [InlineData("apple app", "app", "app")]
    [InlineData("没有", "app", "")]
    [InlineData("退款退款", "退款", "退款退款")]
    [InlineData("①②", "1", "")]
    [InlineData("aXb x", "x", "x")]
    public void Mark_Text_MarksWholeWordsOnly(string text, string query, string marked)
    {
        var result = SearchMarks.Mark(text, SearchQuery.Parse(query).Query!.Words);

        string.Join(',', result.Marks.Select(mark => result.Text.Substring(mark.Start, mark.Length))).Should().Be(marked);
    }

    [Fact]
    public void Snippet_AnyText_CutsNoCharacterAndMarksWithin()
    {
        var words = SearchQuery.Parse("退款 𠀀 a").Query!.Words;
        OneOf("退款", "𠀀", "a", " ", "，", "\n", "好", "😀").List[0, 300].Sample(parts =>
        {
            var snippet = SearchMarks.Snippet(string.Concat(parts), words);
            var end = 0;
            foreach (var mark in snippet.Marks)
            {
                if (mark.Start < end || mark.Length < 1 || mark.Start + mark.Length > snippet.Text.Length)
                    return false;
                end = mark.Start + mark.Length;
            }

            return new System.Text.UTF8Encoding(false, true).GetByteCount(snippet.Text) >= 0 && snippet.Text.Length <= SearchMarks.SnippetLength;
        });
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);
}
