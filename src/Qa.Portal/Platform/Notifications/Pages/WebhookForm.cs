using System.Collections.Immutable;
using Qa.Portal.Platform.Notifications.Outbox;

namespace Qa.Portal.Platform.Notifications.Pages;

/// <summary>A webhook while somebody types it; its secrets only where new ones are.</summary>
internal sealed class WebhookForm
{
    private ImmutableArray<string> _kinds = [];

    /// <summary>Whether it is one that was saved, whose secrets stay where none are typed.</summary>
    public bool IsSaved { get; private init; }

    public bool IsOn { get; set; } = true;

    public string Name { get; set; } = "";

    public WebhookVendor Vendor { get; set; }

    public string Url { get; set; } = "";

    public string SigningSecret { get; set; } = "";

    public bool AllowsInternal { get; set; }

    public static WebhookForm Of(WebhookSettings settings) => new()
    {
        IsSaved = true, IsOn = settings.IsOn, Name = settings.Name, Vendor = settings.Vendor, AllowsInternal = settings.AllowsInternal, _kinds = settings.Kinds,
    };

    public WebhookSettings ToSettings() => new()
    {
        IsOn = IsOn, Name = Name.Trim(), Vendor = Vendor, Url = Url.Trim(), SigningSecret = Vendor == WebhookVendor.WeCom ? "" : SigningSecret, AllowsInternal = AllowsInternal, Kinds = _kinds,
    };
}
