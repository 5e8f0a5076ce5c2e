using System.Collections.Immutable;
using Qa.Portal.Platform.Notifications.Outbox;

namespace Qa.Portal.Platform.Notifications.Pages;

/// <summary>Settings of mail while somebody types them; the password only where a new one is.</summary>
internal sealed class MailForm
{
    private ImmutableArray<string> _kinds = [];

    public bool IsOn { get; set; }

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; }

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    public string From { get; set; } = "";

    public string FromName { get; set; } = "";

    public string Domain { get; set; } = "";

    public static MailForm Of(MailSettings settings) => new()
    {
        IsOn = settings.IsOn, Host = settings.Host, Port = settings.Port, Security = settings.Security, UserName = settings.UserName, From = settings.From, FromName = settings.FromName,
        Domain = settings.Domain, _kinds = settings.Kinds,
    };

    public MailSettings ToSettings() => new()
    {
        IsOn = IsOn, Host = Host.Trim(), Port = Port, Security = Security, UserName = UserName.Trim(), Password = Password, From = From.Trim(), FromName = FromName.Trim(), Domain = Domain.Trim(), Kinds = _kinds,
    };
}
