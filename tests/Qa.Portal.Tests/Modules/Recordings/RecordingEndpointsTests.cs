using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Serving;
using Qa.Portal.Tests.Platform.Serving;
using Qa.Transcription.Tests.Recognition.Whisper;

namespace Qa.Portal.Tests.Modules.Recordings;

/// <summary>Recordings through a whole server: in by REST and by folder, out as scorecards.</summary>
public sealed class RecordingEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Complaint = "call-synth-complaint-8k.wav";
    private const string Recordings = "/api/v1/recordings";

    private const string Srt = "1\n00:00:16,900 --> 00:00:20,400\n这事我不管,你去找别人。\n\n2\n00:00:19,600 --> 00:00:22,300\n你这是什么态度?\n";

    private readonly TemporaryFolder _watched = new();
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(settings => settings with
    {
        Store = settings.Store with { Keys = FileKeys.Parse(Convert.ToBase64String(new byte[FileKeys.KeyBytes])), MaximumBytes = 8 * 1024 * 1024 },
        WatchedFolders = [_watched.Path], Settling = TimeSpan.FromMilliseconds(100), Waiting = TimeSpan.FromMilliseconds(100),
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _watched.Dispose();

    [SkippableFact]
    public async Task Post_RecordingWithTranscript_BecomesAScorecardWithInterruptionsMeasuredFromItsSound()
    {
        TestRecordings.AddVoiceModel(_server.Models);
        await PublishAsync();

        var sent = await PostAsync(Complaint, call: """{"id":"C-1","startedAt":"2026-10-01T09:00:00+08:00","agent":{"id":"A7","group":"日班一组"}}""", transcript: Srt);

        sent.Status.Should().Be(HttpStatusCode.Created);
        sent.Json.GetProperty("outcome").GetString().Should().Be("accepted");
        var recording = await EndAsync("C-1");
        recording.GetProperty("state").GetString().Should().Be("transcribed");
        recording.GetProperty("sound").GetProperty("overlaps").GetArrayLength().Should().Be(1);
        recording.GetProperty("sound").TryGetProperty("interaction", out _).Should().BeFalse();
        await ExpectScorecardAsync("C-1");
        var again = await PostAsync(Complaint, call: """{"id":"C-1","startedAt":"2026-10-01T09:00:00+08:00","agent":{"id":"A7"}}""");
        (again.Status, again.Json.GetProperty("outcome").GetString()).Should().Be((HttpStatusCode.OK, "duplicate"));
    }

    [SkippableFact]
    public async Task WatchedFolder_RecordingWithTranscriptBeside_BecomesAScorecard()
    {
        TestRecordings.AddVoiceModel(_server.Models);
        await PublishAsync();

        _watched.File("calls.csv", "id,file,agent id,start\nC-2,call.wav,A7,2026-10-01 09:00:00\n");
        _watched.File("call.srt", Srt);
        File.Copy(TestRecordings.Shared(Complaint), _watched.At("call.wav"));

        (await EndAsync("C-2")).GetProperty("state").GetString().Should().Be("transcribed");
        await ExpectScorecardAsync("C-2");
        (await _server.As().GetStringAsync("/metrics")).Should().MatchRegex("callcenter_recordings_heard[a-z_]*\\{[^}]*state=\"transcribed\"");
    }

    [SkippableFact]
    public async Task Post_WithoutModel_WaitsWithItsMeasuresUnscoredAndIsCompletedWhenTheModelComes()
    {
        TestRecordings.AddVoiceModel(_server.Models);
        await PublishAsync();
        await PostAsync(Complaint, call: """{"id":"C-3","agent":{"id":"A7"}}""");

        var waiting = await EndAsync("C-3");
        waiting.GetProperty("state").GetString().Should().Be("needs model");
        waiting.GetProperty("reason").GetString().Should().Contain("encoder_model.onnx").And.Contain("qa models fetch whisper");
        waiting.GetProperty("sound").GetProperty("silences").GetArrayLength().Should().Be(1);
        (await _server.As().GetAsync("/api/v1/interactions/C-3")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await JsonAsync($"{Recordings}/C-3/peaks")).GetProperty("channels").GetArrayLength().Should().Be(2);

        new ScriptedWhisper()
            .Say(0, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Say(1, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Save(_server.Models);

        await EndAsync("C-3", static state => state == "transcribed");
        var interaction = await JsonAsync("/api/v1/interactions/C-3");
        interaction.GetProperty("turns").EnumerateArray().Should().OnlyContain(turn => turn.GetProperty("text").GetString() == "测试夹具");
        interaction.GetProperty("recording").GetString().Should().Be(Complaint);
    }

    [SkippableFact]
    public async Task Speakers_OneChannel_AreSaidByAPersonAndItIsScored()
    {
        TestRecordings.AddVoiceModel(_server.Models);
        await PublishAsync();
        const string file = "mono-zh-funasr-example.mp3";
        await PostAsync(file, call: """{"id":"M-1","agent":{"id":"A7"}}""", transcript: "1\n00:00:00,500 --> 00:00:05,000\n这事我不管\n");

        var waiting = await EndAsync("M-1");
        (waiting.GetProperty("state").GetString(), waiting.GetProperty("reason").GetString()).Should().Be(("needs speakers", "one channel, and the transcript does not say who speaks: assign the speakers, or import a transcript with roles"));
        var answer = await _server.As().PutAsJsonAsync($"{Recordings}/M-1/speakers", new { speakers = new[] { new { start = 0, end = 60, role = "agent" } } });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await EndAsync("M-1")).GetProperty("state").GetString().Should().Be("transcribed");
        (await JsonAsync("/api/v1/interactions/M-1")).GetProperty("turns")[0].GetProperty("role").GetString().Should().Be("agent");
    }

    [SkippableFact]
    public async Task Transcript_AfterItWasScored_MakesARevision()
    {
        TestRecordings.AddVoiceModel(_server.Models);
        await PublishAsync();
        await PostAsync(Complaint, call: """{"id":"C-4","agent":{"id":"A7"}}""", transcript: Srt.Replace("这事我不管", "请稍等", StringComparison.Ordinal));
        await EndAsync("C-4", static state => state == "transcribed");

        (await _server.As().PutAsync($"{Recordings}/C-4/transcript", new StringContent(Srt))).StatusCode.Should().Be(HttpStatusCode.OK);

        await EndAsync("C-4", static state => state == "transcribed");
        (await JsonAsync("/api/v1/interactions/C-4")).GetRawText().Should().Contain("这事我不管");
        (await JsonAsync("/api/v1/interactions/C-4?revision=1")).GetRawText().Should().Contain("请稍等");
    }

    [SkippableFact]
    public async Task Audio_SealedRecording_IsHeardFromAnyByteOnAndWrittenDown()
    {
        var bytes = await File.ReadAllBytesAsync(TestRecordings.Shared(Complaint));
        await PostAsync(Complaint, call: """{"id":"C-5","agent":{"id":"A7"}}""");
        var client = _server.As();

        var whole = await client.GetAsync($"{Recordings}/C-5/audio");
        whole.Content.Headers.ContentType!.MediaType.Should().Be("audio/wav");
        (await whole.Content.ReadAsByteArrayAsync()).Should().Equal(bytes);
        client.DefaultRequestHeaders.Range = new RangeHeaderValue(100_000, 100_009);
        var part = await client.GetAsync($"{Recordings}/C-5/audio");
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(bytes[100_000..100_010]);
    }

    [SkippableTheory]
    [InlineData("empty", "unreadable", "an empty file")]
    [InlineData("text", "unreadable", "Invalid data")]
    [InlineData("truncated", "unreadable", "expected")]
    [InlineData("0 Hz", "unreadable", "0 Hz")]
    [InlineData("200 channels", "unreadable", "200 channels")]
    [InlineData("silence", "no speech", "nobody speaks")]
    public async Task Post_BadSound_HasAStateAndAReason(string kind, string state, string reason)
    {
        TestRecordings.AddVoiceModel(_server.Models);

        await PostAsync(BadSound(kind), "a.wav", call: """{"id":"B-1","agent":{"id":"A7"}}""");

        var recording = await EndAsync("B-1");
        recording.GetProperty("state").GetString().Should().Be(state);
        recording.GetProperty("reason").GetString().Should().Contain(reason).And.NotContain("/tmp");
    }

    [Theory]
    [InlineData("""{"id":"X","agent":{"id":7}}""", 422, "agent")]
    [InlineData("""{"id":"X\u0000"}""", 422, "id: found a text with U+0000, expected one without")]
    [InlineData("""{"id":"X","colour":"red"}""", 422, "colour: found an unknown key")]
    [InlineData("""[{"id":"X"},{"id":"Y"}]""", 422, "found 2 calls, expected one")]
    [InlineData("not json", 422, "found text that begins with")]
    public async Task Post_BadCallData_IsRefusedWithWhereAndNothingStays(string call, int status, string expected)
    {
        var (code, json) = await PostAsync(TestRecordings.Bytes(50), "a.wav", call);

        ((int)code).Should().Be(status);
        json.GetProperty("detail").GetString().Should().StartWith("the call data: ").And.Contain(expected);
        (await JsonAsync(Recordings)).GetArrayLength().Should().Be(0);
        _server.Service<RecordingSettings>().Store.Folder.Should().Match(folder => NoFilesIn(folder));
    }

    [Fact]
    public async Task Post_WrongUploads_AreRefusedWithWhatWasExpected()
    {
        var client = _server.As();
        (await ProblemAsync(await client.PostAsync(Recordings, new StringContent("{}", Encoding.UTF8, "application/json")), 415)).Should().Contain("expected multipart/form-data");
        using var none = new MultipartFormDataContent { { new StringContent("{}"), "call" } };
        (await ProblemAsync(await client.PostAsync(Recordings, none), 400)).Should().Contain("found no part 'recording'");
        using var other = new MultipartFormDataContent { { new StringContent("x"), "file" } };
        (await ProblemAsync(await client.PostAsync(Recordings, other), 400)).Should().Contain("found a part 'file', expected recording, call and transcript");
        using var torn = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"recording\"; filename=\"a.wav\"\r\n\r\nabc"u8.ToArray());
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await ProblemAsync(await client.PostAsync(Recordings, torn), 400)).Should().Contain("ends before its end");
        (await PostAsync(new byte[9 * 1024 * 1024], "a.wav", null)).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"Z"}""")).Status.Should().Be(HttpStatusCode.Created);
        var (status, conflict) = await PostAsync(TestRecordings.Bytes(11), "a.wav", """{"id":"Z"}""");
        ((int)status, conflict.GetProperty("type").GetString()).Should().Be((409, "urn:callcenter:problem:other-content"));
    }

    [Theory]
    [InlineData("{}", "found nothing")]
    [InlineData("""{"agentChannel":"middle"}""", "expected left or right")]
    [InlineData("""{"speakers":[{"start":3,"end":2,"role":"agent"}]}""", "speakers[0]: found 3..2")]
    [InlineData("""{"speakers":[{"start":1,"end":2,"role":"boss"}]}""", "speakers[0].role: found 'boss'")]
    public async Task Speakers_Wrong_AreRefused(string body, string expected)
    {
        await PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"S"}""");

        (await ProblemAsync(await _server.As().PutAsync($"{Recordings}/S/speakers", new StringContent(body, Encoding.UTF8, "application/json")), 400)).Should().Contain(expected);
    }

    [Fact]
    public async Task Requests_OnARecordingThatIsNotThere_Are404()
    {
        var client = _server.As();
        foreach (var path in new[] { "", "/audio", "/peaks" })
            (await client.GetAsync($"{Recordings}/none{path}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsync($"{Recordings}/none/retry", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PutAsync($"{Recordings}/none/call", new StringContent("""{"agent":{"id":"1"}}"""))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PutAsync($"{Recordings}/none/transcript", new StringContent(Srt))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _server.As(null).GetAsync(Recordings)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Call_Corrected_KeepsWhatIsNotGiven()
    {
        await PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"K","agent":{"id":"A7","name":"王芳"},"businessLine":"退款"}""");

        var answer = await TestServer.JsonOf(await _server.As().PutAsync($"{Recordings}/K/call", new StringContent("""{"agent":{"id":"A8"}}""")));

        var call = answer.GetProperty("call");
        (call.GetProperty("agent").GetProperty("id").GetString(), call.GetProperty("businessLine").GetString()).Should().Be(("A8", "退款"));
        (await ProblemAsync(await _server.As().PutAsync($"{Recordings}/K/call", new StringContent("""{"id":"L"}""")), 400)).Should().Contain("a recording keeps its id");
    }

    [Fact]
    public async Task Hearing_WithoutModels_SaysWhatIsMissing()
    {
        var hearing = await JsonAsync($"{Recordings}/hearing");

        hearing.GetProperty("voiceMissing").GetString().Should().Contain("qa models fetch voice");
        hearing.GetProperty("engineMissing").GetString().Should().Contain("qa models fetch whisper");
        hearing.GetProperty("folders")[0].GetProperty("state").GetString().Should().Be("watched");
    }

    private static byte[] BadSound(string kind)
    {
        static byte[] Wav(ushort channels, uint rate, byte[] data) =>
        [
            .. "RIFF"u8, .. BitConverter.GetBytes(36 + data.Length), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), .. BitConverter.GetBytes((ushort)1), .. BitConverter.GetBytes(channels),
            .. BitConverter.GetBytes(rate), .. BitConverter.GetBytes(rate * channels * 2), .. BitConverter.GetBytes((ushort)(channels * 2)), .. BitConverter.GetBytes((ushort)16),
            .. "data"u8, .. BitConverter.GetBytes(data.Length), .. data,
        ];
        return kind switch
        {
            "empty" => [],
            "text" => Encoding.UTF8.GetBytes("this is not sound, whatever its name says"),
            "truncated" => Wav(2, 8_000, new byte[64_000])[..10_000],
            "0 Hz" => Wav(2, 0, new byte[64_000]),
            "200 channels" => Wav(200, 8_000, new byte[64_000]),
            _ => Wav(2, 8_000, new byte[64_000]),
        };
    }

    // But for the marker that says whose folder it is.
    private static bool NoFilesIn(string folder) => !Directory.Exists(folder) || Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).All(static file => Path.GetFileName(file) == FolderMarker.FileName);

    private static async Task<string> ProblemAsync(HttpResponseMessage response, int status)
    {
        ((int)response.StatusCode).Should().Be(status);
        return (await TestServer.JsonOf(response)).GetProperty("detail").GetString()!;
    }

    private async Task PublishAsync()
    {
        var response = await _server.As().PostAsJsonAsync("/api/v1/rule-sets/calls/publications", new
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

    private async Task ExpectScorecardAsync(string id)
    {
        var cards = await Eventually.Of(() => JsonAsync($"/api/v1/interactions/{id}/scorecards"), static cards => cards.ValueKind == JsonValueKind.Array && cards.GetArrayLength() > 0);
        var card = cards[0].GetProperty("scorecard");
        card.GetProperty("vetoed").GetBoolean().Should().BeTrue();
        card.GetProperty("norms").EnumerateArray().Select(static norm => norm.GetProperty("outcome").GetString()).Should().Equal("violated", "violated");
    }

    /// <summary>The recording as soon as it is on its way no more.</summary>
    private Task<JsonElement> EndAsync(string id, Func<string, bool>? isWanted = null) => Eventually.Of(
        () => JsonAsync($"{Recordings}/{id}"),
        recording => recording.TryGetProperty("state", out var state) && (isWanted?.Invoke(state.GetString()!) ?? state.GetString() is not ("queued" or "heard")));

    private async Task<JsonElement> JsonAsync(string path) => await TestServer.JsonOf(await _server.As().GetAsync(path));

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string shared, string? call = null, string? transcript = null) =>
        await PostAsync(await File.ReadAllBytesAsync(TestRecordings.Shared(shared)), shared, call, transcript);

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(byte[] bytes, string file, string? call, string? transcript = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "recording", file } };
        if (call is not null)
            form.Add(new StringContent(call), "call");
        if (transcript is not null)
            form.Add(new StringContent(transcript), "transcript", "a.srt");
        var response = await _server.As().PostAsync(Recordings, form);
        return (response.StatusCode, await TestServer.JsonOf(response));
    }
}
