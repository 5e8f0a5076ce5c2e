using System.Net;
using System.Net.Sockets;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>
/// Connections to webhooks. The very address that a name resolves to is looked at and then connected to, so that a name cannot lead
/// elsewhere in between; nothing is followed elsewhere.
/// </summary>
internal sealed class WebhookConnections : IDisposable
{
    private const int MaximumAnswerBytes = 64 * 1024;

    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Reuse = TimeSpan.FromMinutes(2);

    private readonly HttpClient _anywhere = ClientOf(allowsInternal: true);
    private readonly HttpClient _world = ClientOf(allowsInternal: false);

    public HttpClient For(bool allowsInternal) => allowsInternal ? _anywhere : _world;

    public void Dispose()
    {
        _anywhere.Dispose();
        _world.Dispose();
    }

    private static HttpClient ClientOf(bool allowsInternal) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = Connect,
        PooledConnectionLifetime = Reuse,
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, allowsInternal, cancellation),
    })
    {
        MaxResponseContentBufferSize = MaximumAnswerBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, bool allowsInternal, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(endpoint.Host, cancellation);
        var allowed = found.Where(address => allowsInternal || WebhookAddress.IsPublic(address)).ToArray();
        if (allowed.Length == 0)
            throw new WebhookRefusedException($"the name {endpoint.Host} leads to an internal network, expected the world; see allowsInternal");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A webhook leads where it may not.</summary>
internal sealed class WebhookRefusedException(string message) : Exception(message);
