using System.Collections.Immutable;
using System.Net;

namespace Qa.Portal.Platform.Access;

/// <summary>Networks from which something may be done, in CIDR: <c>10.0.0.0/8 2001:db8::/32</c>. A single address is the network of itself.</summary>
internal sealed record AllowedNetworks(ImmutableArray<IPNetwork> Networks)
{
    private static readonly char[] Separators = [' ', ',', ';', '\n', '\r', '\t'];

    /// <exception cref="FormatException">One of them is something else; the message says which.</exception>
    public static AllowedNetworks Parse(string text) => new([.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(static part => Network(part)
        ?? throw new FormatException($"found '{part}', expected a network like 10.0.0.0/8 or an address"))]);

    /// <summary>Whether an address lies in one of them, or there are none.</summary>
    public bool Allow(IPAddress? address) => Networks.IsEmpty || address is not null && Networks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}
