using System.Text;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>Posts to the robots of group chats.</summary>
internal sealed class WebhookChannel(NotificationTexts texts, TimeProvider time) : IDeliveryChannel, IDisposable
{
    private readonly WebhookConnections _connections = new();

    public DeliveryChannel Channel => DeliveryChannel.Webhook;

    public async Task<DeliveryAnswer> DeliverAsync(ClaimedDelivery delivery, OutboxSettings settings, CancellationToken cancellation)
    {
        if (settings.Webhooks.FirstOrDefault(each => each.Name == delivery.Target) is not { IsOn: true } webhook)
            return DeliveryAnswer.Refused("the webhook is no longer in the settings, or switched off");
        if (WebhookAddress.Error(webhook.Url, webhook.AllowsInternal) is { } error)
            return DeliveryAnswer.Refused(error);
        var post = WebhookPost.Of(webhook.Vendor, webhook.Url, webhook.SigningSecret, DeliveryText.Of(delivery, settings, texts).Whole, time.GetUtcNow());
        try
        {
            using var content = new StringContent(post.Body, Encoding.UTF8, "application/json");
            using var response = await _connections.For(webhook.AllowsInternal).PostAsync(post.Url, content, cancellation);
            if (!response.IsSuccessStatusCode)
                return DeliveryAnswer.Later(FormattableString.Invariant($"found the status {(int)response.StatusCode}, expected 200"));
            return WebhookPost.Failure(await response.Content.ReadAsStringAsync(cancellation)) is { } failure ? DeliveryAnswer.Later(failure) : DeliveryAnswer.Delivered;
        }
        catch (HttpRequestException exception) when (exception.InnerException is WebhookRefusedException refused)
        {
            return DeliveryAnswer.Refused(refused.Message);
        }
    }

    public void Dispose() => _connections.Dispose();
}
