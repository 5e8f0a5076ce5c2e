using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Serving;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>A whole server on a database of its own, and three people who may use it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Author = "li";
    public const string First = "han";
    public const string Second = "wang";

    private readonly TemporaryFolder _folder = new();
    private readonly List<HttpClient> _clients = [];
    private bool _isDemo;
    private string? _samples;
    private Func<RecordingSettings, RecordingSettings> _recordings = static settings => settings;
    private string _proxies = "";
    private ServerProcess? _server;

    /// <param name="recordings">How recordings are taken in, where that matters.</param>
    /// <param name="isDemo">Whether there is an account for each role; see <see cref="PasswordOfAsync"/>.</param>
    /// <param name="demo">Samples of which a whole centre is made.</param>
    /// <param name="proxies">Whose word on who asks is taken.</param>
    public static async Task<TestServer> StartAsync(Func<RecordingSettings, RecordingSettings>? recordings = null, bool isDemo = false, string proxies = "", string? demo = null)
    {
        var test = new TestServer { _isDemo = isDemo || demo is not null, _samples = demo, _proxies = proxies };
        test._recordings = recordings ?? test._recordings;
        await PortalTestDatabase.PutAsync(test._folder.At("callcenter.db"));
        await test.RestartAsync();
        return test;
    }

    /// <summary>Where its models lie, or will.</summary>
    public string Models => Directory.CreateDirectory(_folder.At("models")).FullName;

    public Uri Address => _server!.Address;

    /// <summary>The password of a role's account in a demo.</summary>
    public async Task<string> PasswordOfAsync(string role)
    {
        var lines = await Eventually.Of(
            async () => File.Exists(_folder.At("demo-accounts")) ? await File.ReadAllLinesAsync(_folder.At("demo-accounts")) : [], static read => read.Any(static line => line.StartsWith("auditor ", StringComparison.Ordinal)));
        return lines.Select(static line => line.Split(' ')).Single(line => line[0] == role)[1];
    }

    public T Service<T>()
        where T : notnull => _server!.Services.GetRequiredService<T>();

    /// <summary>Stops the process, if it runs, and starts another on the same database.</summary>
    public async Task RestartAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        var tokens = AccessTokens.Parse(string.Join('\n', new[] { Author, First, Second }.Select(name => $"{name} {TokenOf(name)}")));
        _server = await ServerProcess.StartAsync(
            new(["http://127.0.0.1:0"], tokens, SiloAddressing.AnyLoopback(), _folder.At("signing-key.pem"), null,
                _recordings(new(new(_folder.At("recordings"), null), new(_folder.At("models")))), ProcessRole.Worker, IsQuiet: true) { Proxies = AllowedNetworks.Parse(_proxies), JobFiles = _folder.At("jobs"), Attachments = new(_folder.At("attachments"), null), Demo = _isDemo ? new(_folder.At("demo-accounts"), _samples) : null },
            _folder.At("callcenter.db"));
    }

    /// <summary>A client with the token of a person; without one, a stranger's.</summary>
    public HttpClient As(string? name = Author)
    {
        var client = new HttpClient { BaseAddress = _server!.Address };
        if (name is not null)
            client.DefaultRequestHeaders.Authorization = new(BearerTokenHandler.Name, TokenOf(name));
        _clients.Add(client);
        return client;
    }

    public static string TokenOf(string name) => $"token-of-{name}-for-tests";

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement;
    }

    /// <summary>A request to publish a small set of one norm.</summary>
    public static JsonContent Document(string ruleSet, string phrase = "不知道", long? expectedHead = null, string points = "-5") => JsonContent.Create(new
    {
        document = new
        {
            file = "set.yaml",
            text = $$$"""
                schema: qa.norm-tree/1
                ruleSet: {{{ruleSet}}}
                name: 测试
                norms: [{id: phrase, name: 推诿, points: {{{points}}}, forbid: {anyOf: [{{{phrase}}}]}}]
                """,
        },
        note = "试",
        expectedHead,
    });

    public static StringContent Interaction(string id, string text = "您好") => new(InteractionJson(id, text), Encoding.UTF8, "application/json");

    public static string InteractionJson(string id, string text = "您好") =>
        $$$"""{"id":"{{{id}}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"a-1"},"turns":[{"role":"agent","text":"{{{text}}}"}]}""";

    public static ByteArrayContent Lines(params ReadOnlySpan<byte> lines)
    {
        var content = new ByteArrayContent(lines.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
