using System.Net.Http.Headers;
using System.Text.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Recordings;

public sealed class KilledServerTests : IDisposable
{
    private const string Token = "token-of-the-operator";
    private const int Repetitions = 10;
    private const int HeaderBytes = 44;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Serve_KilledWhileARecordingIsHeard_HearsItOnceMoreAfterTheRestartAndKeepsItOnce()
    {
        Directory.CreateDirectory(_folder.At("in"));
        TestRecordings.AddVoiceModel(Directory.CreateDirectory(_folder.At("models")).FullName);
        LongRecording(_folder.At("in/long.wav"));
        _folder.File("in/long.srt", "1\n00:00:16,900 --> 00:00:20,400\n这事我不管,你去找别人。\n");
        _folder.File("in/calls.csv", "id,file,agent id\nL-1,long.wav,A7\n");

        await using (var first = Start())
        {
            using var client = await ClientAsync(first);
            (await StateAsync(client)).Should().Be("queued", "hearing it has just begun");
            await first.KillAsync();
        }

        await using var second = Start();
        using var after = await ClientAsync(second);
        await Eventually.Of(() => StateAsync(after), static state => state == "transcribed");
        var all = await TestServer.JsonOf(await after.GetAsync("/api/v1/recordings"));
        all.GetArrayLength().Should().Be(1);
        var interaction = await TestServer.JsonOf(await after.GetAsync("/api/v1/interactions/L-1"));
        interaction.GetProperty("turns").GetArrayLength().Should().Be(1);
    }

    // Some minutes of sound, so that hearing it takes a while.
    private static void LongRecording(string path)
    {
        var one = File.ReadAllBytes(TestRecordings.Shared("call-synth-complaint-8k.wav"));
        var sound = one[HeaderBytes..];
        using var file = File.Create(path);
        var bytes = sound.Length * Repetitions;
        file.Write(one.AsSpan(0, 4));
        file.Write(BitConverter.GetBytes(bytes + HeaderBytes - 8));
        file.Write(one.AsSpan(8, HeaderBytes - 12));
        file.Write(BitConverter.GetBytes(bytes));
        for (var repetition = 0; repetition < Repetitions; repetition++)
            file.Write(sound);
    }

    private QaProcess Start() => QaProcess.Start(
        ["serve", "--lang", "en", "--urls", "http://127.0.0.1:0", "--data", _folder.At("data"), "--watch", _folder.At("in")],
        ("QA_TOKEN", Token), ("QA_MODELS", _folder.At("models")));

    private static async Task<HttpClient> ClientAsync(QaProcess process)
    {
        var line = await process.LineWithAsync("http://");
        var client = new HttpClient { BaseAddress = new(line[line.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>The state of the recording, as soon as there is one.</summary>
    private static async Task<string> StateAsync(HttpClient client)
    {
        var recording = await Eventually.Of(
            async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/recordings/L-1")),
            static recording => recording.ValueKind == JsonValueKind.Object && recording.TryGetProperty("state", out _));
        return recording.GetProperty("state").GetString()!;
    }
}
