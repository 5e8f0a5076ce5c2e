using Qa.Portal.Modules.People.Persons;

namespace Qa.Portal.Tests.Modules.People;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("A1001", "王小明", "wxm")]
    [InlineData("A1002", "曾三", "zs")]
    [InlineData("A1002", "曾三", "cs")]
    [InlineData("A1003", "Anna 李", "annal")]
    [InlineData("A1004", "Peter", "peter")]
    [InlineData("A1004", "Peter", "a1004")]
    public void Of_Person_IsFoundBy(string number, string name, string search) => SearchText.Of(number, name).Should().Contain(search);

    [Fact]
    public void Of_LongestNames_StaysWithinItsBound()
    {
        var text = SearchText.Of(new('A', Person.MaximumNumberLength), new('曾', Person.MaximumNameLength));

        text.Length.Should().BeLessThanOrEqualTo(SearchText.MaximumLength);
        text.Split(' ').Should().HaveCount(2 + SearchText.MaximumInitials);
    }

    [Fact]
    public void Words_Search_AreLowerCaseAndBounded()
    {
        SearchText.Words("  WXM  a1 ").Should().Equal("wxm", "a1");
        SearchText.Words(string.Join(' ', Enumerable.Repeat("a", 100))).Should().HaveCount(SearchText.MaximumWords);
        SearchText.Words(null).Should().BeEmpty();
    }
}
