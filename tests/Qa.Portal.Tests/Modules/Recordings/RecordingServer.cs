using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Portal.Platform.Files;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Recordings;

/// <summary>A server that takes recordings in, sealed and at most 8 MiB each, for tests whose recordings have ids of their own.</summary>
public sealed class RecordingServer : IAsyncLifetime
{
    public const string Complaint = "call-synth-complaint-8k.wav";
    public const string Recordings = "/api/v1/recordings";

    public const string Srt = "1\n00:00:16,900 --> 00:00:20,400\n这事我不管,你去找别人。\n\n2\n00:00:19,600 --> 00:00:22,300\n你这是什么态度?\n";

    private bool _isPrepared;

    internal TestServer Server { get; private set; } = null!;

    internal TemporaryFolder Watched { get; } = new();

    public async Task InitializeAsync() => Server = await TestServer.StartAsync(settings => settings with
    {
        Store = settings.Store with { Keys = FileKeys.Parse(Convert.ToBase64String(new byte[FileKeys.KeyBytes])), MaximumBytes = 8 * 1024 * 1024 },
        WatchedFolders = [Watched.Path], Settling = TimeSpan.FromMilliseconds(100), Waiting = TimeSpan.FromMilliseconds(100),
    });

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Watched.Dispose();
    }

    /// <summary>The model of voice activity and the rules, from the first test on that needs them; where there is no model, it is skipped.</summary>
    internal async Task PrepareAsync()
    {
        if (_isPrepared)
            return;
        TestRecordings.AddVoiceModel(Server.Models);
        await PublishAsync();
        _isPrepared = true;
    }

    internal static async Task<string> ProblemAsync(HttpResponseMessage response, int status)
    {
        ((int)response.StatusCode).Should().Be(status);
        return (await TestServer.JsonOf(response)).GetProperty("detail").GetString()!;
    }

    private async Task PublishAsync()
    {
        var response = await Server.As().PostAsJsonAsync("/api/v1/rule-sets/calls/publications", new
        {
            document = new
            {
                file = "calls.yaml",
                text = """
                    schema: qa.norm-tree/1
                    ruleSet: calls
                    name: 通话
                    norms:
                      - {id: shirking, name: 推诿, forbid: {anyOf: [这事我不管]}, points: veto}
                      - {id: interrupted, name: 抢话, forbid: {interruption: {by: customer, longerThan: 0.5}}, points: -1}
                    """,
            },
            note = "试",
            emergency = "test",
        });
        response.StatusCode.Should().Be(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    internal async Task ExpectScorecardAsync(string id)
    {
        var cards = await Eventually.Of(() => JsonAsync($"/api/v1/interactions/{id}/scorecards"), static cards => cards.ValueKind == JsonValueKind.Array && cards.GetArrayLength() > 0);
        var card = cards[0].GetProperty("scorecard");
        card.GetProperty("vetoed").GetBoolean().Should().BeTrue();
        card.GetProperty("norms").EnumerateArray().Select(static norm => norm.GetProperty("outcome").GetString()).Should().Equal("violated", "violated");
    }

    /// <summary>The recording as soon as it is on its way no more.</summary>
    internal Task<JsonElement> EndAsync(string id, Func<string, bool>? isWanted = null) => Eventually.Of(
        () => JsonAsync($"{Recordings}/{id}"),
        recording => recording.TryGetProperty("state", out var state) && (isWanted?.Invoke(state.GetString()!) ?? state.GetString() is not ("queued" or "heard")));

    internal async Task<JsonElement> JsonAsync(string path) => await TestServer.JsonOf(await Server.As().GetAsync(path));

    internal async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string shared, string? call = null, string? transcript = null) =>
        await PostAsync(await File.ReadAllBytesAsync(TestRecordings.Shared(shared)), shared, call, transcript);

    internal async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(byte[] bytes, string file, string? call, string? transcript = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "recording", file } };
        if (call is not null)
            form.Add(new StringContent(call), "call");
        if (transcript is not null)
            form.Add(new StringContent(transcript), "transcript", "a.srt");
        var response = await Server.As().PostAsync(Recordings, form);
        return (response.StatusCode, await TestServer.JsonOf(response));
    }
}
