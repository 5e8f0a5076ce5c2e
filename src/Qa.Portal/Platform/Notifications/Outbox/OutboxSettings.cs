using System.Collections.Immutable;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>What goes outside, and where to. Where nobody has said anything, nothing does.</summary>
internal sealed record OutboxSettings : ISettings
{
    public const int MaximumWebhooks = 50;

    public static string Name => "notifications.outbox";

    /// <summary>Under which address people reach the portal, so that links lead there; empty to leave links out.</summary>
    public string PortalAddress { get; init; } = "";

    /// <summary><c>zh-CN</c> or <c>en-US</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    public MailSettings Mail { get; init; } = new();

    public ImmutableArray<WebhookSettings> Webhooks { get; init; } = [];

    /// <summary>All that is wrong with them; they are saved only when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        if (PortalAddress.Length > 0 && !(Uri.TryCreate(PortalAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            errors.Add($"portalAddress: found '{PortalAddress}', expected an address like https://callcenter.example.com");
        if (Language is not ("zh-CN" or "en-US"))
            errors.Add($"language: found '{Language}', expected zh-CN or en-US");
        errors.AddRange(Mail.Errors());
        if (Webhooks.Length > MaximumWebhooks)
            errors.Add(FormattableString.Invariant($"webhooks: found {Webhooks.Length}, expected at most {MaximumWebhooks}"));
        foreach (var (webhook, index) in Webhooks.Select(static (webhook, index) => (webhook, index)))
        {
            errors.AddRange(webhook.Errors().Select(error => FormattableString.Invariant($"webhooks[{index}].{error}")));
            if (Webhooks.Take(index).Any(other => other.Name == webhook.Name))
                errors.Add(FormattableString.Invariant($"webhooks[{index}].name: found '{webhook.Name}' again, expected each name once"));
        }

        return errors;
    }

    /// <summary>Whether a kind is chosen: by its name, by its module as <c>tickets.*</c>, or as all are where none is named.</summary>
    internal static bool Chooses(ImmutableArray<string> kinds, string kind) => kinds.IsDefaultOrEmpty || kinds.Any(chosen =>
        chosen == kind || (chosen.EndsWith(".*", StringComparison.Ordinal) && kind.StartsWith(chosen[..^1], StringComparison.Ordinal)));
}
