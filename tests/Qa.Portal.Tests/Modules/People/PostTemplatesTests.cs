using Qa.Portal.Modules.People.Posts;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PostTemplatesTests
{
    [Fact]
    public void All_Posts_AreWholeInBothLanguages()
    {
        PostTemplates.All.Should().HaveCount(26).And.OnlyHaveUniqueItems(static post => post.Id);
        PostTemplates.All.Where(static post => post.Area == PostArea.Hotline).Should().HaveCount(13);
        PostTemplates.All.SelectMany(static post => new[] { post.ChineseName, post.EnglishName }).Should().OnlyHaveUniqueItems("sheets name posts in either language");
        foreach (var post in PostTemplates.All)
        {
            post.ChineseName.Should().MatchRegex("[\u4e00-\u9fff]");
            post.EnglishName.Should().MatchRegex("^[ -~]+$");
            post.ChineseDuties.Split('\n').Should().HaveSameCount(post.EnglishDuties.Split('\n'), $"the duties of {post.Id} are the same in both languages");
            post.ChineseDuties.Should().MatchRegex("[\u4e00-\u9fff]");
            post.EnglishDuties.Should().MatchRegex("^[ -~\n]+$");
            new PostForm(post.Area, post.ChineseName, post.EnglishName, post.ChineseDuties, post.EnglishDuties, false, post.Permissions).Trimmed().Faults().Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("pre-sales", "FixedDiscount")]
    [InlineData("after-sales", "PartialRefund 30%")]
    [InlineData("refund-audit", "ReturnAndRefund")]
    [InlineData("qc-trainer", "ExtraCourses")]
    [InlineData("vip-service", "FixedDiscount, PartialRefund 30%")]
    [InlineData("pr-complaints", "EscalatedSolutions")]
    [InlineData("members", "")]
    [InlineData("agent", "")]
    public void All_Post_MayWhatPostsSay(string id, string permissions) =>
        string.Join(", ", PostTemplates.All.Single(post => post.Id == id).Permissions.Select(static each => each.LimitPercent is { } percent ? $"{each.Kind} {percent}%" : $"{each.Kind}")).Should().Be(permissions);
}
