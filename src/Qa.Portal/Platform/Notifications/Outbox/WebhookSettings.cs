using System.Collections.Immutable;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>A robot of a group chat to which notifications are posted.</summary>
internal sealed record WebhookSettings
{
    public const int MaximumUrlLength = 2_000;

    public bool IsOn { get; init; } = true;

    /// <summary>What people call it; each has another.</summary>
    public string Name { get; init; } = "";

    public WebhookVendor Vendor { get; init; }

    /// <summary>As the vendor gives it; who knows it can post.</summary>
    [Secret]
    public string Url { get; init; } = "";

    /// <summary>With which DingTalk and Feishu have requests signed; empty where the robot does not ask for it.</summary>
    [Secret]
    public string SigningSecret { get; init; } = "";

    /// <summary>Kinds of notifications; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Whether it may lie within one's own network, and be reached without encryption: a relay that runs there.</summary>
    public bool AllowsInternal { get; init; }

    public bool Takes(string kind) => IsOn && OutboxSettings.Chooses(Kinds, kind);

    /// <summary>None tells the URL, which is a secret.</summary>
    public IEnumerable<string> Errors()
    {
        if (Name.Trim().Length == 0 || Name.Length > Notification.MaximumNameLength)
            yield return FormattableString.Invariant($"name: found {Name.Length} characters, expected 1 to {Notification.MaximumNameLength}");
        if (WebhookAddress.Error(Url, AllowsInternal) is { } error)
            yield return $"url: {error}";
        if (Vendor == WebhookVendor.WeCom && SigningSecret.Length > 0)
            yield return "signingSecret: found one, expected none: WeCom has no signature, its URL holds the key";
    }
}

/// <summary>Whose robot it is.</summary>
internal enum WebhookVendor
{
    /// <summary>企业微信.</summary>
    WeCom,

    /// <summary>钉钉.</summary>
    DingTalk,

    /// <summary>飞书.</summary>
    Feishu,
}
