using Qa.Portal.Data;

namespace Qa.Portal.Platform.Notifications;

/// <summary>How modules tell people something: with the change that it tells of, or not at all.</summary>
internal interface INotifier
{
    /// <summary>Adds it to a context whose changes are saved by the caller; with them it is stored, and what is to go outside is queued.</summary>
    /// <param name="recipients">Names of accounts, at most <see cref="Notifier.MaximumRecipients"/>; each is told once. A group chat is told once, however many there are.</param>
    Task SendAsync(PortalContext context, NotificationMessage message, IReadOnlyCollection<string> recipients, CancellationToken cancellation = default);
}
