using System.Net;
using System.Net.Sockets;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>
/// Where a webhook may lead: encrypted, and to the world. Otherwise whoever writes settings could have this server post to what only it
/// can reach. Names are looked at when they are resolved, see <see cref="WebhookConnections"/>; here stands what is known before.
/// </summary>
internal static class WebhookAddress
{
    // Networks that are not the world's: private, local, shared, reserved, of examples, to many at once.
    private static readonly IPNetwork[] Internal =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(static network => IPNetwork.Parse(network)),
    ];

    /// <summary>What is wrong with a URL; null when nothing is. It does not tell the URL.</summary>
    public static string? Error(string url, bool allowsInternal)
    {
        if (url.Length > WebhookSettings.MaximumUrlLength || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return "found no address, expected one like https://…";
        if (address.UserInfo.Length > 0)
            return "found a name or password before the host, expected none";
        if (address.Scheme != Uri.UriSchemeHttps && !(allowsInternal && address.Scheme == Uri.UriSchemeHttp))
            return $"found the scheme '{address.Scheme}', expected https";
        if (!allowsInternal && IPAddress.TryParse(address.DnsSafeHost, out var literal) && !IsPublic(literal))
            return "found an address of an internal network, expected one of the world; see allowsInternal";
        return null;
    }

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Internal.Any(network => network.Contains(plain));
    }
}
