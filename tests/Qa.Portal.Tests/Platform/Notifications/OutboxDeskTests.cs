using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Notifications.Outbox;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Platform.Notifications;

public sealed class OutboxDeskTests
{
    private static readonly Actor Admin = TestActor.Named("admin");

    private static readonly OutboxSettings Whole = new()
    {
        Mail = new() { IsOn = true, Host = "mail.example.com", UserName = "qa", Password = "geheim", From = "qa@example.com" },
        Webhooks = [new() { Name = "质检群", Vendor = WebhookVendor.DingTalk, Url = "https://oapi.example.com/robot?token=1", SigningSecret = "sign" }],
    };

    [Fact]
    public async Task SaveAsync_SecretsLeftEmpty_StayForWhatTheyWereEnteredFor()
    {
        await using var bench = await NotificationBench.CreateAsync(DatabaseKind.Sqlite, Whole);
        var desk = DeskOf(bench);
        var shown = Whole with { Mail = Whole.Mail with { Password = "" }, Webhooks = [Whole.Webhooks[0] with { Url = "", SigningSecret = "", IsOn = false }] };

        var same = await desk.SaveAsync(shown, 1, Admin);
        var otherServer = await desk.SaveAsync(shown with { Mail = shown.Mail with { Host = "elsewhere.example.com" } }, same.Saved!.Current!.Version, Admin);
        var otherName = await desk.SaveAsync(shown with { Webhooks = [shown.Webhooks[0] with { Name = "别的群" }] }, otherServer.Saved!.Current!.Version, Admin);

        (same.Saved.Current.Value.Mail.Password, same.Saved.Current.Value.Webhooks[0].Url, same.Saved.Current.Value.Webhooks[0].SigningSecret).Should().Be(("geheim", Whole.Webhooks[0].Url, "sign"));
        otherServer.Saved.Current.Value.Mail.Password.Should().BeEmpty("it is not sent to a server that it was not entered for");
        otherName.Errors.Should().ContainSingle().Which.Should().StartWith("webhooks[0].url: found no address");
    }

    [Fact]
    public async Task SaveAsync_TwoEditorsOrWithoutThePermission_OverwritesNothing()
    {
        await using var bench = await NotificationBench.CreateAsync(DatabaseKind.Sqlite, Whole);
        var desk = DeskOf(bench);

        (await desk.SaveAsync(Whole with { Language = "en-US" }, 1, Admin)).Saved!.Outcome.Should().Be(SaveOutcome.Done);
        var late = await desk.SaveAsync(Whole with { PortalAddress = "https://qa.example.com" }, 1, Admin);
        var reader = TestActor.With("wei", DataScope.All, SettingsDesk.Read);
        var refused = () => desk.SaveAsync(Whole, 2, reader);

        late.Saved.Should().BeEquivalentTo(new { Outcome = SaveOutcome.ChangedMeanwhile, Current = new { Version = 2L, Value = new { Language = "en-US", PortalAddress = "" } } });
        await refused.Should().ThrowAsync<NotAllowedException>();
        (await desk.ReadAsync(reader)).Version.Should().Be(2);
        var stranger = () => desk.ReadAsync(TestActor.With("ma", DataScope.All, "calendar.read"));
        await stranger.Should().ThrowAsync<NotAllowedException>();
    }

    [Fact]
    public async Task TryAsync_Way_SaysWhatTheServerSaid()
    {
        await using var smtp = new SmtpStandIn();
        await using var bench = await NotificationBench.CreateAsync(DatabaseKind.Sqlite, new() { Mail = new() { IsOn = true, Host = "127.0.0.1", Port = smtp.Port, Security = MailSecurity.None, From = "qa@example.com", Domain = "example.com" } });
        var desk = DeskOf(bench);

        var taken = await desk.TryAsync(DeliveryChannel.Mail, "li", Admin);
        smtp.Refusals.Enqueue("550 no such box");
        var refused = await desk.TryAsync(DeliveryChannel.Mail, "li", Admin);

        taken.Should().BeNull();
        smtp.Mails.Should().ContainSingle().Which.Should().Contain("To: li@example.com");
        refused.Should().Contain("no such box");
        (await bench.Outbox.ListAsync()).Should().BeEmpty("a trial is no delivery");
    }

    private static OutboxDesk DeskOf(NotificationBench bench) => new(new SettingsDesk(bench.Settings), bench.Outbox, [new MailChannel(bench.Texts, new AccountNameAddresses())], bench.Time);
}
