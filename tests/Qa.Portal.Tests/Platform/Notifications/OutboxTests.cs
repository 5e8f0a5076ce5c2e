using System.Text.Json;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Notifications.Outbox;

namespace Qa.Portal.Tests.Platform.Notifications;

public sealed class OutboxTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Mail_ToEachRecipient_ArrivesInTheLanguageWithItsLink(DatabaseKind kind)
    {
        await using var smtp = new SmtpStandIn();
        await using var bench = await NotificationBench.CreateAsync(kind, new() { PortalAddress = "https://qa.example.com/", Language = "en-US", Mail = MailOf(smtp) });

        await bench.SendAsync(NotificationBench.Overdue, "li", "han@elsewhere.example");
        await bench.SendAsync(NotificationBench.Overdue with { Kind = "calls.new" }, "li");
        var tries = await bench.DeliverAsync();

        tries.Should().Be(2, "the other kind was not chosen");
        var first = smtp.Mails[0];
        first.Should().Contain("Subject: Ticket T-7 is overdue").And.Contain("To: li@example.com").And.Contain("From: Portal <qa@example.com>").And.Contain("See to T-7 soon")
            .And.Contain("https://qa.example.com/tickets/7").And.Contain("Auto-Submitted: auto-generated").And.Contain("Message-Id: <notification-");
        smtp.Mails[1].Should().Contain("To: han@elsewhere.example");
        (await bench.Outbox.ListAsync()).Should().OnlyContain(static delivery => delivery.State == DeliveryState.Delivered && delivery.Attempts.Length == 1 && delivery.Attempts[0].Error == null);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Mail_RefusedForAWhile_IsTriedAgainAfterLongerAndLongerPausesAndEachErrorIsKept(DatabaseKind kind)
    {
        await using var smtp = new SmtpStandIn();
        smtp.Refusals.Enqueue("451 busy");
        smtp.Refusals.Enqueue("452 full");
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Mail = MailOf(smtp) });
        await bench.SendAsync(NotificationBench.Overdue, "li");

        var tries = new List<int> { await bench.DeliverAsync(), await bench.DeliverAsync() };
        foreach (var seconds in (int[])[15, 59, 1])
        {
            bench.Time.Advance(TimeSpan.FromSeconds(seconds));
            tries.Add(await bench.DeliverAsync());
        }

        tries.Should().Equal(1, 0, 1, 0, 1);
        var delivery = (await bench.Outbox.ListAsync()).Single();
        delivery.State.Should().Be(DeliveryState.Delivered);
        delivery.Attempts.Select(static attempt => attempt.Number).Should().Equal(1, 2, 3);
        delivery.Attempts[0].Error.Should().Contain("busy");
        delivery.Attempts[1].Error.Should().Contain("full");
        delivery.Attempts[2].Error.Should().BeNull();
        smtp.Mails.Should().ContainSingle();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Mail_RefusedForGood_FailsAtOnceAndCanBeTriedAgainByAPerson(DatabaseKind kind)
    {
        await using var smtp = new SmtpStandIn();
        smtp.Refusals.Enqueue("550 no such box");
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Mail = MailOf(smtp) with { Domain = "" } });
        await bench.SendAsync(NotificationBench.Overdue, "li@example.com", "han");
        await bench.DeliverAsync();

        var failed = (await bench.Outbox.ListAsync(DeliveryState.Failed)).OrderBy(static each => each.Id).ToList();
        failed.Select(static each => each.Attempts.Single().Error).Should().Equal("the server does not take the recipient: no such box", "the account has no mail address");
        (await bench.Outbox.RetryAsync(failed[0].Id, "li"), await bench.Outbox.RetryAsync(failed[0].Id, "li")).Should().Be((true, false));
        await bench.DeliverAsync();

        smtp.Mails.Should().ContainSingle();
        (await bench.Outbox.ListAsync(DeliveryState.Delivered)).Single().Attempts.Should().HaveCount(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Delivery_ThatNeverSucceeds_FailsAfterTheLastTry(DatabaseKind kind)
    {
        await using var hook = new HookStandIn();
        var limits = new OutboxLimits { Attempts = 3 };
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Webhooks = [HookOf(hook)] });
        foreach (var answer in ((int, string)[])[(500, "oops"), (200, """{"errcode":93000,"errmsg":"invalid webhook url"}"""), (302, "")])
            hook.Answers.Enqueue(answer);
        await bench.SendAsync(NotificationBench.Overdue, "li", "han");

        for (var round = 0; round < 5; round++)
        {
            await bench.DeliverAsync(limits);
            bench.Time.Advance(limits.LongestPause);
        }

        var delivery = (await bench.Outbox.ListAsync()).Should().ContainSingle("a group is told once, however many are told").Subject;
        delivery.State.Should().Be(DeliveryState.Failed);
        delivery.Attempts.Select(static attempt => attempt.Error).Should().Equal(
            "found the status 500, expected 200", "errcode 93000: invalid webhook url", "found the status 302, expected 200");
        hook.Posts.Should().HaveCount(3, "nothing is followed elsewhere");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Webhooks_OfEachVendor_GetItsFormSigned(DatabaseKind kind)
    {
        await using var hook = new HookStandIn();
        await using var bench = await NotificationBench.CreateAsync(kind, new()
        {
            Webhooks =
            [
                HookOf(hook, "wecom?key=k", WebhookVendor.WeCom),
                HookOf(hook, "ding?access_token=t", WebhookVendor.DingTalk) with { SigningSecret = "SEC-ding" },
                HookOf(hook, "feishu/hook", WebhookVendor.Feishu) with { SigningSecret = "SEC-fei" },
                HookOf(hook, "off", WebhookVendor.WeCom) with { IsOn = false },
            ],
        });
        hook.Answers.Enqueue((200, """{"errcode":0,"errmsg":"ok"}"""));
        hook.Answers.Enqueue((200, """{"errcode":0,"errmsg":"ok"}"""));
        hook.Answers.Enqueue((200, """{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"""));
        await bench.SendAsync(NotificationBench.Overdue, "li");

        (await bench.DeliverAsync()).Should().Be(3);

        var posts = hook.Posts.ToList();
        const string text = "工单 T-7 已超时\n请尽快处理 T-7,勿回复 {nobody}。";
        posts[0].Url.PathAndQuery.Should().Be("/wecom?key=k");
        JsonDocument.Parse(posts[0].Body).RootElement.GetProperty("text").GetProperty("content").GetString().Should().Be(text);
        posts[1].Url.PathAndQuery.Should().Be($"/ding?access_token=t&timestamp=1788249600000&sign={Uri.EscapeDataString(WebhookPost.DingTalkSignature("SEC-ding", "1788249600000"))}");
        JsonDocument.Parse(posts[1].Body).RootElement.GetProperty("msgtype").GetString().Should().Be("text");
        var feishu = JsonDocument.Parse(posts[2].Body).RootElement;
        (feishu.GetProperty("timestamp").GetString(), feishu.GetProperty("sign").GetString(), feishu.GetProperty("msg_type").GetString(), feishu.GetProperty("content").GetProperty("text").GetString())
            .Should().Be(("1788249600", WebhookPost.FeishuSignature("SEC-fei", "1788249600"), "text", text));
        (await bench.Outbox.ListAsync()).Should().OnlyContain(static delivery => delivery.State == DeliveryState.Delivered);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Webhook_OfTheInternalNetwork_IsNotReachedWithoutLeave(DatabaseKind kind)
    {
        await using var hook = new HookStandIn();
        var port = new Uri(hook.Url).Port;
        await using var bench = await NotificationBench.CreateAsync(kind, new()
        {
            Webhooks =
            [
                HookOf(hook) with { Name = "plain", AllowsInternal = false },
                HookOf(hook) with { Name = "literal", AllowsInternal = false, Url = FormattableString.Invariant($"https://127.0.0.1:{port}/") },
                HookOf(hook) with { Name = "name", AllowsInternal = false, Url = FormattableString.Invariant($"https://localhost:{port}/") },
            ],
        });
        await bench.SendAsync(NotificationBench.Overdue, "li");

        await bench.DeliverAsync();

        hook.Posts.Should().BeEmpty();
        (await bench.Outbox.ListAsync(DeliveryState.Failed)).OrderBy(static each => each.Id).Select(static each => each.Attempts.Single().Error).Should().Equal(
            "found the scheme 'http', expected https",
            "found an address of an internal network, expected one of the world; see allowsInternal",
            "the name localhost leads to an internal network, expected the world; see allowsInternal");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Claim_ByManyAtOnce_GivesEachToOneAndAgainWhenItsProcessDied(DatabaseKind kind)
    {
        await using var hook = new HookStandIn();
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Webhooks = [HookOf(hook)] });
        for (var number = 0; number < 4; number++)
            await bench.SendAsync(NotificationBench.Overdue, "li");

        var claims = (await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(async () =>
        {
            var found = new List<ClaimedDelivery>();
            while (await bench.NewQueue().ClaimAsync($"p{index}/{found.Count}", CancellationToken.None) is { } claim)
                found.Add(claim);
            return found;
        })))).SelectMany(static found => found).ToList();
        var before = await bench.DeliverAsync();
        bench.Time.Advance(new OutboxLimits().Lease + TimeSpan.FromSeconds(1));
        var after = await bench.DeliverAsync();

        claims.Select(static claim => claim.Id).Distinct().Should().HaveCount(4).And.HaveCount(claims.Count);
        (before, after).Should().Be((0, 4));
        (await bench.Outbox.ListAsync()).Should().OnlyContain(static delivery => delivery.State == DeliveryState.Delivered && delivery.Attempts.Length == 2
            && delivery.Attempts[0].Error!.StartsWith("the process ended", StringComparison.Ordinal) && delivery.Attempts[1].Error == null);
        (await bench.NewQueue().FinishAsync(claims[0], DeliveryAnswer.Refused("late"))).Should().BeFalse("its lease is lost");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Worker_WokenByASaving_DeliversByItself(DatabaseKind kind)
    {
        await using var hook = new HookStandIn();
        await using var bench = await NotificationBench.CreateAsync(kind, new() { Webhooks = [HookOf(hook)] });
        using var worker = bench.NewWorker();
        await worker.StartAsync(CancellationToken.None);

        await bench.SendAsync(NotificationBench.Overdue, "li");
        await Eventually.Of(() => bench.Outbox.ListAsync(DeliveryState.Delivered), static delivered => delivered.Count == 1);
        await worker.StopAsync(CancellationToken.None);

        hook.Posts.Should().ContainSingle();
    }

    private static MailSettings MailOf(SmtpStandIn smtp) => new()
    {
        IsOn = true, Host = "127.0.0.1", Port = smtp.Port, Security = MailSecurity.None, From = "qa@example.com", FromName = "Portal", Domain = "example.com", Kinds = ["tickets.*"],
    };

    private static WebhookSettings HookOf(HookStandIn hook, string path = "", WebhookVendor vendor = WebhookVendor.WeCom) => new()
    {
        Name = $"群 {path}", Vendor = vendor, Url = hook.Url + path, AllowsInternal = true,
    };
}
