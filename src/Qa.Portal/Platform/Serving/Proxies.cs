using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Serving;

/// <summary>
/// Takes the word of known reverse proxies for the address of who asks and for whether that was by TLS. Anybody can write such headers:
/// from everybody else, and where no proxy was named, they mean nothing.
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this IApplicationBuilder application, AllowedNetworks proxies)
    {
        if (proxies.Networks.IsEmpty)
            return;

        // Of several proxies one behind the other each one that is known is believed, and the first that is not is who asks.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks)
            options.KnownIPNetworks.Add(network);
        application.UseForwardedHeaders(options);
    }
}
