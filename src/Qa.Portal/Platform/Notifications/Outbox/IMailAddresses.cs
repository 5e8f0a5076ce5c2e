namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>Knows where accounts get their mail.</summary>
internal interface IMailAddresses
{
    /// <returns>Null where the account gets none.</returns>
    ValueTask<string?> OfAsync(string account, OutboxSettings settings, CancellationToken cancellation = default);
}

/// <summary>Addresses where nothing else is known of accounts: the name is one, or becomes one with the domain of the settings.</summary>
internal sealed class AccountNameAddresses : IMailAddresses
{
    public ValueTask<string?> OfAsync(string account, OutboxSettings settings, CancellationToken cancellation = default)
    {
        var address = account.Contains('@', StringComparison.Ordinal) ? account : settings.Mail.Domain.Length > 0 ? $"{account}@{settings.Mail.Domain}" : null;
        return ValueTask.FromResult(address is not null && MailChannel.IsAddress(address) ? address : null);
    }
}
