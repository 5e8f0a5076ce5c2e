using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Notifications.Outbox;

using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Tests.Platform.Settings;

namespace Qa.Portal.Tests.Platform.Notifications;

public sealed class NotificationServiceTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SendAsync_WithTheCallersChange_IsStoredAndToldWhenThatIsSavedAndNotBefore(DatabaseKind kind)
    {
        await using var bench = await NotificationBench.CreateAsync(kind);
        var told = new List<NotificationChange>();
        bench.Service.Changed += told.Add;
        await using (var abandoned = bench.Database.CreateDbContext())
            await bench.Notifier.SendAsync(abandoned, NotificationBench.Overdue, ["li"]);
        await using var context = bench.Database.CreateDbContext();

        await bench.Notifier.SendAsync(context, NotificationBench.Overdue, ["li", "han", "li"]);
        var before = await bench.Service.UnreadCountAsync("li");
        told.Should().BeEmpty();
        await context.SaveChangesAsync();
        await context.SaveChangesAsync();

        before.Should().Be(0);
        var seen = (await bench.Service.ListAsync("li")).Should().ContainSingle().Subject;
        (seen.Kind, seen.TextKey, seen.Arguments, seen.Link, seen.ReadAt).Should().Be(("tickets.overdue", "tickets.overdue", """{"number":"T-7"}""", "/tickets/7", null));
        told.Select(static change => (change.Recipient, change.Added!.Link)).Should().Equal(("li", "/tickets/7"), ("han", "/tickets/7"));
        (await bench.Outbox.ListAsync()).Should().BeEmpty("nothing goes outside where nobody has said so");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task MarkRead_OnlyOwn_CountsDown(DatabaseKind kind)
    {
        await using var bench = await NotificationBench.CreateAsync(kind);
        for (var number = 0; number < 4; number++)
            await bench.SendAsync(NotificationBench.Overdue, "li", "han");
        var mine = await bench.Service.ListAsync("li");
        var told = new List<NotificationChange>();
        bench.Service.Changed += told.Add;

        var first = await bench.Service.MarkReadAsync(mine[0].Id, "li");
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await bench.Service.MarkReadAsync(mine[0].Id, "li");
        var hers = await bench.Service.MarkReadAsync(mine[1].Id, "han");
        var older = await bench.Service.MarkAllReadAsync("li", mine[2].Id);

        (first, again, hers, older).Should().Be((true, true, false, 2));
        (await bench.Service.ListAsync("li", onlyUnread: true)).Select(static each => each.Id).Should().Equal(mine[1].Id);
        (await bench.Service.UnreadCountAsync("li"), await bench.Service.UnreadCountAsync("han")).Should().Be((1, 4));
        (await bench.Service.ListAsync("li"))[0].ReadAt.Should().Be(bench.Time.GetUtcNow() - TimeSpan.FromMinutes(1), "when it was first read stays");
        (await bench.Service.MarkAllReadAsync("li")).Should().Be(1);
        told.Should().HaveCount(3).And.OnlyContain(static change => change.Recipient == "li" && change.Added == null);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ListAsync_PageByPage_GivesTheNewestFirst(DatabaseKind kind)
    {
        await using var bench = await NotificationBench.CreateAsync(kind);
        for (var number = 0; number < 5; number++)
            await bench.SendAsync(NotificationBench.Overdue.With("number", number.ToString(CultureInfo.InvariantCulture)), "li");

        var first = await bench.Service.ListAsync("li", count: 2);
        var rest = await bench.Service.ListAsync("li", first[^1].Id);

        first.Concat(rest).Select(static each => each.Arguments).Should().Equal(Enumerable.Range(0, 5).Reverse().Select(static number => $$"""{"number":"{{number}}"}"""));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Sweep_Old_IsGoneAndWhatWaitsStays(DatabaseKind kind)
    {
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Mail = new() { IsOn = true, Host = "127.0.0.1", From = "a@example.com" } });
        await bench.SendAsync(NotificationBench.Overdue, "nobody");
        await bench.DeliverAsync();
        bench.Time.Advance(TimeSpan.FromDays(new RetentionSettings().NotificationDays) - TimeSpan.FromHours(1));
        await bench.SendAsync(NotificationBench.Overdue, "nobody");
        var sweep = new NotificationSweep(bench.Database.Database.Database, TestSettings.On(bench.Database, bench.Time), bench.Time, NullLogger<NotificationSweep>.Instance);

        await sweep.SweepAsync(CancellationToken.None);
        var before = (await bench.Service.ListAsync("nobody")).Count;
        bench.Time.Advance(TimeSpan.FromHours(2));
        await sweep.SweepAsync(CancellationToken.None);

        (before, (await bench.Service.ListAsync("nobody")).Count).Should().Be((2, 1));
        (await bench.Outbox.ListAsync()).Should().ContainSingle().Which.State.Should().Be(DeliveryState.Waiting);
        (await bench.Database.Database.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM notification_attempt"))).Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SendAsync_Unsound_IsRefused(DatabaseKind kind)
    {
        await using var bench = await NotificationBench.CreateAsync(kind);
        await using var context = bench.Database.CreateDbContext();
        foreach (var link in (string[])["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "tickets/7"])
        {
            var send = () => bench.Notifier.SendAsync(context, NotificationBench.Overdue with { Link = link }, ["li"]);
            await send.Should().ThrowAsync<ArgumentException>(link);
        }

        var long_ = () => bench.Notifier.SendAsync(context, NotificationBench.Overdue.With("text", new string('x', Notification.MaximumArgumentsLength)), ["li"]);
        await long_.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void Render_Texts_FillsPlacesInTheLanguageAndLeavesTheOthers()
    {
        var texts = new NotificationTexts([new(TestTexts.Manager)]);

        texts.Render("tickets.overdue", """{"number":"{nobody}"}""", CultureInfo.GetCultureInfo("zh-CN")).Should().Be(new NotificationWords("工单 {nobody} 已超时", "请尽快处理 {nobody},勿回复 {nobody}。"));
        texts.Render("tickets.overdue", """{"number":"T-7"}""", CultureInfo.GetCultureInfo("en-US")).Title.Should().Be("Ticket T-7 is overdue");
        texts.Render("tickets.unknown", "nonsense", CultureInfo.GetCultureInfo("zh-CN")).Should().Be(new NotificationWords("tickets.unknown", ""));
    }
}
