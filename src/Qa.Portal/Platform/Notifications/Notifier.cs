using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Notifications.Outbox;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Writes notifications and their deliveries in the caller's transaction, and tells this process's pages once that is done.</summary>
internal sealed class Notifier(SettingsStore settings, NotificationSignal signal, TimeProvider time) : INotifier
{
    public const int MaximumRecipients = 10_000;

    public async Task SendAsync(PortalContext context, NotificationMessage message, IReadOnlyCollection<string> recipients, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recipients.Count, MaximumRecipients, nameof(recipients));
        var arguments = Checked(message);
        if (recipients.Count == 0)
            return;
        var outbox = (await settings.ReadAsync<OutboxSettings>(cancellation)).Value;
        var now = time.GetUtcNow();
        var added = new List<Notification>();
        foreach (var recipient in recipients.Distinct(StringComparer.Ordinal))
        {
            added.Add(new() { Recipient = recipient, Kind = message.Kind, TextKey = message.TextKey, Arguments = arguments, Link = message.Link, CreatedAt = now });
            if (outbox.Mail.Takes(message.Kind))
                context.Add(DeliveryTo(DeliveryChannel.Mail, recipient));
        }

        context.AddRange(added);
        foreach (var webhook in outbox.Webhooks.Where(webhook => webhook.Takes(message.Kind)))
            context.Add(DeliveryTo(DeliveryChannel.Webhook, webhook.Name));
        TellWhenSaved(context, added);

        Delivery DeliveryTo(DeliveryChannel channel, string target) => new()
        {
            Channel = channel, Target = target, Kind = message.Kind, TextKey = message.TextKey, Arguments = arguments, Link = message.Link, CreatedAt = now, NextAt = now,
        };
    }

    private static string Checked(NotificationMessage message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Kind.Length, Notification.MaximumNameLength, nameof(message));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.TextKey.Length, Notification.MaximumNameLength, nameof(message));
        if (message.Link is { } link && (link.Length > Notification.MaximumLinkLength || !link.StartsWith('/') || link.StartsWith("//", StringComparison.Ordinal) || link.Contains('\\', StringComparison.Ordinal)))
            throw new ArgumentException($"Found the link '{link}', expected a page of the portal, as '/tickets/7'.", nameof(message));
        var arguments = StoredJson.Write(message.Arguments.OrderBy(static pair => pair.Key, StringComparer.Ordinal).ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arguments.Length, Notification.MaximumArgumentsLength, nameof(message));
        return arguments;
    }

    private void TellWhenSaved(PortalContext context, List<Notification> added)
    {
        context.SavedChanges += Tell;

        void Tell(object? sender, SavedChangesEventArgs saved)
        {
            context.SavedChanges -= Tell;
            foreach (var notification in added)
                signal.Tell(new(notification.Recipient, NotificationView.Of(notification)));
            signal.WakeOutbox();
        }
    }
}
