using System.Collections.Immutable;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>Through which server mails are sent, and of what.</summary>
internal sealed record MailSettings
{
    public bool IsOn { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Empty where the server asks for none.</summary>
    public string UserName { get; init; } = "";

    [Secret]
    public string Password { get; init; } = "";

    /// <summary>The address that mails come from.</summary>
    public string From { get; init; } = "";

    public string FromName { get; init; } = "";

    /// <summary>Where accounts have no address: <c>example.com</c> makes <c>li@example.com</c> of the account li. Empty for none.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Kinds of notifications; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    public bool Takes(string kind) => IsOn && OutboxSettings.Chooses(Kinds, kind);

    public IEnumerable<string> Errors()
    {
        if (!IsOn)
            yield break;
        if (Host.Length == 0 || Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return $"mail.host: found '{Host}', expected the name of a server";
        if (Port is < 1 or > 65_535)
            yield return FormattableString.Invariant($"mail.port: found {Port}, expected 1 to 65535");
        if (!MailChannel.IsAddress(From))
            yield return $"mail.from: found '{From}', expected an address like callcenter@example.com";
        if (Domain.Length > 0 && Uri.CheckHostName(Domain) != UriHostNameType.Dns)
            yield return $"mail.domain: found '{Domain}', expected one like example.com";
        if (Security == MailSecurity.None && UserName.Length > 0)
            yield return "mail.security: found none with a user name, expected start-tls or tls: the password would travel readable";
    }
}

/// <summary>How the way to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>Encrypted after a greeting; refused where the server cannot.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte on.</summary>
    Tls,

    /// <summary>Only for a server of one's own network that asks for no password.</summary>
    None,
}
