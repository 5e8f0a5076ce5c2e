using System.Globalization;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>A delivery in words: a title, and what stands below it with the link at the end.</summary>
internal sealed record DeliveryText(string Title, string Body)
{
    public string Whole => Body.Length == 0 ? Title : $"{Title}\n{Body}";

    public static DeliveryText Of(ClaimedDelivery delivery, OutboxSettings settings, NotificationTexts texts)
    {
        var words = texts.Render(delivery.TextKey, delivery.Arguments, CultureInfo.GetCultureInfo(settings.Language));
        var link = settings.PortalAddress.Length > 0 && delivery.Link is { } path ? settings.PortalAddress.TrimEnd('/') + path : "";
        return new(words.Title, string.Join('\n', new[] { words.Body, link }.Where(static part => part.Length > 0)));
    }
}
