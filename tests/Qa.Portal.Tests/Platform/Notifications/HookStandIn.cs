using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qa.Portal.Tests.Platform.Notifications;

/// <summary>A robot's address of a test's own: it keeps what is posted, and answers what it is told.</summary>
internal sealed class HookStandIn : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public HookStandIn()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Status and body of the next answers; then it takes everything.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = [];

    public ConcurrentQueue<(Uri Url, string Body)> Posts { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            Posts.Enqueue((context.Request.Url!, await reader.ReadToEndAsync()));
            var (status, body) = Answers.TryDequeue(out var told) ? told : (200, """{"errcode":0,"errmsg":"ok"}""");
            context.Response.StatusCode = status;
            if (status == 302)
                context.Response.RedirectLocation = Url + "elsewhere";
            context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
        }
    }
}
