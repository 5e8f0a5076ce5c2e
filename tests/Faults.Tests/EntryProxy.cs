using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Qa.Grains.Tests.Faults;

/// <summary>The one address in front of several processes, as a reverse proxy has it: requests go in turn to those that answer.</summary>
internal sealed class EntryProxy : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly IReadOnlyList<Uri> _processes;
    private int _next;

    private EntryProxy(WebApplication application, IReadOnlyList<Uri> processes) => (_application, _processes) = (application, processes);

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Of the process that answered last.</summary>
    public Uri? Last { get; private set; }

    public static async Task<EntryProxy> StartAsync(params IReadOnlyList<Uri> processes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpForwarder();
        var proxy = new EntryProxy(builder.Build(), processes);
        proxy._application.Run(proxy.ForwardAsync);
        await proxy._application.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var forwarder = context.RequestServices.GetRequiredService<IHttpForwarder>();

        // A process that is gone is passed over, as nginx does with proxy_next_upstream; a body that has been read cannot be sent again.
        for (var tries = 0; tries < _processes.Count; tries++)
        {
            var process = _processes[Interlocked.Increment(ref _next) % _processes.Count];
            if (await forwarder.SendAsync(context, process.ToString(), _client, ForwarderRequestConfig.Empty, HttpTransformer.Default) == ForwarderError.None)
            {
                Last = process;
                return;
            }

            if (context.Response.HasStarted || context.Request.ContentLength > 0)
                return;
            context.Response.Clear();
            context.Response.StatusCode = (int)HttpStatusCode.OK;
        }

        context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
    }
}
