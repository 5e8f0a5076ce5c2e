using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Qa.Benchmarks.Portal;

/// <summary>
/// A page that somebody has open, without a browser: its circuit is the server's own. What the server draws is confirmed and looked
/// through for words, and what it asks of the page's scripts is answered with nothing.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _hub;
    private readonly Uri _address;
    private readonly Lock _lock = new();
    private readonly List<byte[]> _awaited = [];
    private TaskCompletionSource? _seen;
    private string? _failure;

    private Circuit(Uri address, CookieContainer cookies)
    {
        _address = address;
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPackProtocol());
        _hub = builder.Build();
        _hub.On<long, byte[]>("JS.RenderBatch", DrawnAsync);
        _hub.On<long, string, string, int, long>("JS.BeginInvokeJS", (call, name, _, _, _) => AnswerAsync(call, name));
        _hub.On<string>("JS.Error", Fail);
        _hub.On<int, string>("JS.AttachComponent", static (_, _) => { });
        _hub.On<string, bool, string>("JS.EndInvokeDotNet", static (_, _, _) => { });
        _hub.Closed += exception =>
        {
            Fail(exception?.Message ?? "the server closed the connection");
            return Task.CompletedTask;
        };
    }

    /// <summary>Opens a page in a circuit of its own.</summary>
    /// <param name="words">All that the page says once it is there whole.</param>
    public static async Task<(Circuit Circuit, TimeSpan Took)> OpenAsync(PortalUser user, string path, params IReadOnlyCollection<string> words)
    {
        var watch = Stopwatch.StartNew();
        var page = await user.Http.GetStringAsync(path);
        var components = new JsonArray([.. Markers().Matches(page).Select(static match => JsonNode.Parse(match.Groups[1].Value)).Where(static marker => (string?)marker!["type"] == "server")]);
        var circuit = new Circuit(user.Http.BaseAddress!, user.Cookies);
        try
        {
            await circuit._hub.StartAsync();
            var drawn = circuit.AwaitAsync(words);
            if (await circuit._hub.InvokeAsync<string?>("StartCircuit", circuit._address.ToString(), new Uri(circuit._address, path).ToString(), components.ToJsonString(), "") is null)
                throw new InvalidOperationException($"No circuit for {path}: {page[..Math.Min(page.Length, 300)]}");
            await circuit.WaitAsync(drawn, path);
            return (circuit, watch.Elapsed);
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    /// <summary>Follows a link within the circuit.</summary>
    /// <returns>How long it took until all words were drawn.</returns>
    public async Task<TimeSpan> GoAsync(string path, params IReadOnlyCollection<string> words)
    {
        var watch = Stopwatch.StartNew();
        var drawn = AwaitAsync(words);
        await _hub.SendAsync("OnLocationChanged", new Uri(_address, path).ToString(), null, true);
        await WaitAsync(drawn, path);
        return watch.Elapsed;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task AwaitAsync(IReadOnlyCollection<string> words)
    {
        lock (_lock)
        {
            _awaited.Clear();
            _awaited.AddRange(words.Select(Encoding.UTF8.GetBytes));
            return (_seen = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async Task WaitAsync(Task drawn, string path)
    {
        try
        {
            await drawn.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{path}: not drawn within {Patience.TotalSeconds} s: {string.Join(", ", _awaited.Select(Encoding.UTF8.GetString))}");
        }

        if (_failure is { } failure)
            throw new InvalidOperationException($"{path}: {failure}");
    }

    private async Task DrawnAsync(long number, byte[] batch)
    {
        lock (_lock)
        {
            _awaited.RemoveAll(word => batch.AsSpan().IndexOf(word) >= 0);
            if (_awaited.Count == 0)
                _seen?.TrySetResult();
        }

        await _hub.SendAsync("OnRenderCompleted", number, null);
    }

    // A script that is loaded is an object; all else that scripts answer is of no matter here.
    private Task AnswerAsync(long call, string name) =>
        call == 0 ? Task.CompletedTask : _hub.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{(name == "import" ? $"{{\"__jsObjectId\":{call}}}" : "null")}]");

    private void Fail(string failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            _seen?.TrySetResult();
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Markers();
}
