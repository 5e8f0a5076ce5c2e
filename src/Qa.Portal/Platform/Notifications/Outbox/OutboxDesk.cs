using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>What goes outside, for those who keep the settings: which ways there are, whether they work, what went and what did not.</summary>
internal sealed class OutboxDesk(SettingsDesk settings, OutboxService outbox, IEnumerable<IDeliveryChannel> channels, TimeProvider time)
{
    /// <summary>Kind of the message by which a way is tried; its words stand under the same key.</summary>
    public const string TrialKind = "settings.trial";

    public Task<Setting<OutboxSettings>> ReadAsync(Actor actor, CancellationToken cancellation = default) => settings.ReadAsync<OutboxSettings>(actor, cancellation);

    /// <summary>Saves settings; a secret that is empty stays as it is: a password for the same server and user, those of a webhook under the same name.</summary>
    public async Task<SavedSettings<OutboxSettings>> SaveAsync(OutboxSettings value, long version, Actor actor, CancellationToken cancellation = default)
    {
        var before = (await ReadAsync(actor, cancellation)).Value;
        return await settings.SaveAsync(WithSecrets(value, before), version, static each => each.Errors(), actor, cancellation);
    }

    /// <summary>Sends one message by a way as the settings are now, without waiting for the outbox.</summary>
    /// <param name="target">Of mail: the account it goes to. Else the name of the webhook.</param>
    /// <returns>Null where it was delivered, else why not.</returns>
    public async Task<string?> TryAsync(DeliveryChannel channel, string target, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(SettingsDesk.Edit);
        var current = (await ReadAsync(actor, cancellation)).Value;
        var trial = new ClaimedDelivery(0, "", channel, target, TrialKind, TrialKind, "{}", null, time.GetUtcNow(), 1);
        try
        {
            return (await channels.Single(each => each.Channel == channel).DeliverAsync(trial, current, cancellation)).Error;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return exception.Message;
        }
    }

    /// <summary>Deliveries, the newest first.</summary>
    /// <param name="before">Older than the one of this number; null for the newest.</param>
    /// <returns>With where to go on; null at the end.</returns>
    public async Task<(IReadOnlyList<DeliveryView> Rows, long? Next)> PageAsync(DeliveryState? state, long? before, int count, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(SettingsDesk.Read);
        var found = await outbox.ListAsync(state, before, count + 1, cancellation);
        return found.Count > count ? ([.. found.Take(count)], found[count - 1].Id) : (found, null);
    }

    /// <inheritdoc cref="OutboxService.RetryAsync"/>
    public async Task<bool> RetryAsync(long id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(SettingsDesk.Edit);
        return await outbox.RetryAsync(id, actor.Name, cancellation);
    }

    private static OutboxSettings WithSecrets(OutboxSettings value, OutboxSettings before) => value with
    {
        // A password goes to the server that it was entered for, and to no other.
        Mail = value.Mail with { Password = Kept(value.Mail.Password, (value.Mail.Host, value.Mail.UserName) == (before.Mail.Host, before.Mail.UserName) ? before.Mail.Password : "") },
        Webhooks =
        [
            .. value.Webhooks.Select(each => before.Webhooks.FirstOrDefault(other => other.Name == each.Name && other.Vendor == each.Vendor) is { } known
                ? each with { Url = Kept(each.Url, known.Url), SigningSecret = Kept(each.SigningSecret, known.SigningSecret) }
                : each),
        ],
    };

    private static string Kept(string entered, string before) => entered.Length > 0 ? entered : before;
}
