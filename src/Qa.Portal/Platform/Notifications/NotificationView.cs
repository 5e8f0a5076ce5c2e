namespace Qa.Portal.Platform.Notifications;

/// <summary>A notification as its recipient sees it.</summary>
/// <param name="Arguments">A JSON object of texts.</param>
internal sealed record NotificationView(long Id, string Kind, string TextKey, string Arguments, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
{
    public static NotificationView Of(Notification notification) => new(
        notification.Id, notification.Kind, notification.TextKey, notification.Arguments, notification.Link, notification.CreatedAt, notification.ReadAt);
}
