using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PostDeskTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SeedAsync_SeveralAtOnceAndAgain_GivesEachTemplateOnceAndLeavesChangesAlone(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var (seeding, desk) = (new PostSeeding(database, TimeProvider.System), new PostDesk(database, TimeProvider.System));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => seeding.SeedAsync())));
        var vip = (await desk.ListAsync()).Single(static post => post.Template == "vip-service");
        PeopleCentre.Done(await desk.SaveAsync(vip.Id, PostForm.Of(vip) with { ChineseName = "贵宾服务", IsRetired = true }, vip.Version, PeopleCentre.Li));
        await seeding.SeedAsync();

        var posts = await desk.ListAsync();
        posts.Should().HaveCount(PostTemplates.All.Length);
        (posts.Single(static post => post.Template == "vip-service") is { ChineseName: "贵宾服务", IsRetired: true, Version: 2 }).Should().BeTrue();
        vip.Permissions.OrderBy(static each => each.Kind).Select(static each => (each.Kind, each.LimitPercent)).Should().Equal((BusinessPermission.FixedDiscount, null), (BusinessPermission.PartialRefund, 30));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_Permissions_AreAChangeOfThePost(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var post = (await centre.Posts.ListAsync()).Single(static each => each.Template == "pre-sales");
        var form = PostForm.Of(post) with { Permissions = [new(BusinessPermission.PartialRefund, 20, 50.5m)] };

        var saved = PeopleCentre.Done(await centre.Posts.SaveAsync(post.Id, form, post.Version, PeopleCentre.Li));
        var stale = await centre.Posts.SaveAsync(post.Id, form, post.Version, PeopleCentre.Han);
        var same = PeopleCentre.Done(await centre.Posts.SaveAsync(post.Id, form, saved.Version, PeopleCentre.Han));

        (saved.Version, same.Version, stale.Saved!.Outcome).Should().Be((2, 2, SaveOutcome.ChangedMeanwhile));
        (await centre.Posts.ListAsync()).Single(each => each.Id == post.Id).Permissions.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = BusinessPermission.PartialRefund, LimitPercent = 20, LimitAmount = 50.5m });
        (await centre.AuditAsync("post 售前接待"))[^1].Should().StartWith("li save post: 售前接待 (Pre-sales reception), Shop; may: FixedDiscount; duties: ").And.Contain(" → 售前接待 (Pre-sales reception), Shop; may: PartialRefund up to 20% up to 50.5; duties: ");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task CopyAsync_Post_IsOneOfItsOwn(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var vip = (await centre.Posts.ListAsync()).Single(static each => each.Template == "vip-service");

        var copy = PeopleCentre.Done(await centre.Posts.CopyAsync(vip.Id, "铂金服务", "", PeopleCentre.Li));
        var taken = await centre.Posts.CopyAsync(vip.Id, "铂金服务", "", PeopleCentre.Li);
        var missing = await centre.Posts.CopyAsync(9_999, "甲", "", PeopleCentre.Li);

        (copy.Template, copy.EnglishName, copy.ChineseDuties).Should().Be((null, "铂金服务", vip.ChineseDuties));
        copy.Permissions.Should().HaveCount(2);
        taken.Fault!.Message.Should().Be("chineseName: found '铂金服务', which is another post's, expected a name of no other post");
        missing.Saved!.Outcome.Should().Be(SaveOutcome.Missing);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_Wrong_IsRefusedWithTheReason(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        async Task<string?> MessageOf(PostForm form) => (await centre.Posts.SaveAsync(null, form, null, PeopleCentre.Li)).Fault?.Message;

        (await MessageOf(new(PostArea.Shop, " "))).Should().Be("chineseName: found 0 characters, expected 1 to 60");
        (await MessageOf(new(PostArea.Shop, "甲、乙"))).Should().Be("chineseName: found '甲、乙', expected no comma or semicolon: they stand between posts in sheets");
        (await MessageOf(new(PostArea.Shop, "甲", "Agent"))).Should().Be("englishName: found 'Agent', which is another post's, expected a name of no other post");
        (await MessageOf(new(PostArea.Shop, "甲", Permissions: [new(BusinessPermission.PartialRefund, 101)]))).Should().Be("limitPercent: found 101, expected 0 to 100");
        (await MessageOf(new(PostArea.Shop, "甲", Permissions: [new(BusinessPermission.PartialRefund), new(BusinessPermission.PartialRefund, 1)]))).Should().Be("permissions: found PartialRefund again, expected each kind once");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Skills_SavedAndRetired_AreGivenNoMore(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", null);

        var retired = PeopleCentre.Done(await centre.Skills.SaveAsync(centre.English, "英语", true, 1, PeopleCentre.Li));
        var stale = await centre.Skills.SaveAsync(centre.English, "英文", false, 1, PeopleCentre.Li);
        var taken = await centre.Skills.SaveAsync(null, "退款", false, null, PeopleCentre.Li);
        var wrong = await centre.Skills.SaveAsync(null, "英语:口语", false, null, PeopleCentre.Li);
        var given = await centre.Careers.SkillAsync("A1", await centre.VersionAsync("A1"), centre.English, 2, PeopleCentre.Today, null, PeopleCentre.Li);

        (retired.Version, stale.Saved!.Outcome).Should().Be((2, SaveOutcome.ChangedMeanwhile));
        taken.Fault!.Message.Should().Be("name: found '退款', which is another skill's, expected a name of no other skill");
        wrong.Fault!.Message.Should().Be("name: found '英语:口语', expected no comma, semicolon or colon: they stand between skills and levels in sheets");
        given.Fault!.Message.Should().StartWith("skill: found ");
    }
}
