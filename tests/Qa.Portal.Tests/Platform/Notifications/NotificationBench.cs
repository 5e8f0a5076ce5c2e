using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Notifications.Outbox;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Notifications;

/// <summary>A database with notifications and settings, at a time that the test says.</summary>
internal sealed class NotificationBench : IAsyncDisposable
{
    public static readonly NotificationMessage Overdue = new NotificationMessage("tickets.overdue", "tickets.overdue", "/tickets/7").With("number", "T-7");

    private readonly WebhookChannel _webhooks;

    private NotificationBench(PortalTestDatabase database)
    {
        Database = database;
        Settings = new(database, new(new EphemeralDataProtectionProvider(), NullLogger<SettingsText>.Instance), Time);
        Signal = new(NullLogger<NotificationSignal>.Instance);
        Texts = new([new(TestTexts.Manager)]);
        Notifier = new(Settings, Signal, Time);
        Service = new(database, database.Database.Database, Signal, Time);
        Outbox = new(database, Signal, Time);
        _webhooks = new(Texts, Time);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    public PortalTestDatabase Database { get; }

    public SettingsStore Settings { get; }

    public NotificationSignal Signal { get; }

    public NotificationTexts Texts { get; }

    public Notifier Notifier { get; }

    public NotificationService Service { get; }

    public OutboxService Outbox { get; }

    public static async Task<NotificationBench> CreateAsync(DatabaseKind kind, OutboxSettings? settings = null)
    {
        var bench = new NotificationBench(await PortalTestDatabase.CreateAsync(kind));
        if (settings is not null)
            (await bench.Settings.SaveAsync(settings, 0, "li")).Outcome.Should().Be(SaveOutcome.Done);
        return bench;
    }

    public DeliveryQueue NewQueue(OutboxLimits? limits = null) => new(Database.Database.Database, limits ?? new(), Time);

    public OutboxWorker NewWorker(OutboxLimits? limits = null)
    {
        IDeliveryChannel[] channels = [new MailChannel(Texts, new AccountNameAddresses()), _webhooks];
        return new(NewQueue(limits), channels, Settings, Signal, limits ?? new(), Time, NullLogger<OutboxWorker>.Instance);
    }

    public async Task SendAsync(NotificationMessage message, params string[] recipients)
    {
        await using var context = Database.CreateDbContext();
        await Notifier.SendAsync(context, message, recipients);
        await context.SaveChangesAsync();
    }

    /// <summary>Tries what is due, one after the other; the number of tries.</summary>
    public async Task<int> DeliverAsync(OutboxLimits? limits = null)
    {
        using var worker = NewWorker(limits);
        var tries = 0;
        while (await worker.TryOneAsync(CancellationToken.None))
            tries++;
        return tries;
    }

    public ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        return Database.DisposeAsync();
    }
}
