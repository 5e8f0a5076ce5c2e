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
public sealed class RecordingEndpointsTests(RecordingServer recordings) : IClassFixture<RecordingServer>
{
    private const string Complaint = RecordingServer.Complaint;
    private const string Recordings = RecordingServer.Recordings;

    private const string Srt = RecordingServer.Srt;

    private readonly TestServer _server = recordings.Server;

    [SkippableFact]
    public async Task Post_RecordingWithTranscript_BecomesAScorecardWithInterruptionsMeasuredFromItsSound()
    {
        await recordings.PrepareAsync();

        var sent = await recordings.PostAsync(Complaint, call: """{"id":"C-1","startedAt":"2026-10-01T09:00:00+08:00","agent":{"id":"A7","group":"日班一组"}}""", transcript: Srt);

        sent.Status.Should().Be(HttpStatusCode.Created);
        sent.Json.GetProperty("outcome").GetString().Should().Be("accepted");
        var recording = await recordings.EndAsync("C-1");
        recording.GetProperty("state").GetString().Should().Be("transcribed");
        recording.GetProperty("sound").GetProperty("overlaps").GetArrayLength().Should().Be(1);
        recording.GetProperty("sound").TryGetProperty("interaction", out _).Should().BeFalse();
        await recordings.ExpectScorecardAsync("C-1");
        var again = await recordings.PostAsync(Complaint, call: """{"id":"C-1","startedAt":"2026-10-01T09:00:00+08:00","agent":{"id":"A7"}}""");
        (again.Status, again.Json.GetProperty("outcome").GetString()).Should().Be((HttpStatusCode.OK, "duplicate"));
    }

    [SkippableFact]
    public async Task WatchedFolder_RecordingWithTranscriptBeside_BecomesAScorecard()
    {
        await recordings.PrepareAsync();

        recordings.Watched.File("calls.csv", "id,file,agent id,start\nC-2,call.wav,A7,2026-10-01 09:00:00\n");
        recordings.Watched.File("call.srt", Srt);
        File.Copy(TestRecordings.Shared(Complaint), recordings.Watched.At("call.wav"));

        (await recordings.EndAsync("C-2")).GetProperty("state").GetString().Should().Be("transcribed");
        await recordings.ExpectScorecardAsync("C-2");
        (await _server.As().GetStringAsync("/metrics")).Should().MatchRegex("callcenter_recordings_heard[a-z_]*\\{[^}]*state=\"transcribed\"");
    }

    [SkippableFact]
    public async Task Speakers_OneChannel_AreSaidByAPersonAndItIsScored()
    {
        await recordings.PrepareAsync();
        const string file = "mono-zh-funasr-example.mp3";
        await recordings.PostAsync(file, call: """{"id":"M-1","agent":{"id":"A7"}}""", transcript: "1\n00:00:00,500 --> 00:00:05,000\n这事我不管\n");

        var waiting = await recordings.EndAsync("M-1");
        (waiting.GetProperty("state").GetString(), waiting.GetProperty("reason").GetString()).Should().Be(("needs speakers", "one channel, and the transcript does not say who speaks: assign the speakers, or import a transcript with roles"));
        var answer = await _server.As().PutAsJsonAsync($"{Recordings}/M-1/speakers", new { speakers = new[] { new { start = 0, end = 60, role = "agent" } } });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await recordings.EndAsync("M-1")).GetProperty("state").GetString().Should().Be("transcribed");
        (await recordings.JsonAsync("/api/v1/interactions/M-1")).GetProperty("turns")[0].GetProperty("role").GetString().Should().Be("agent");
    }

    [SkippableFact]
    public async Task Transcript_AfterItWasScored_MakesARevision()
    {
        await recordings.PrepareAsync();
        await recordings.PostAsync(Complaint, call: """{"id":"C-4","agent":{"id":"A7"}}""", transcript: Srt.Replace("这事我不管", "请稍等", StringComparison.Ordinal));
        await recordings.EndAsync("C-4", static state => state == "transcribed");

        (await _server.As().PutAsync($"{Recordings}/C-4/transcript", new StringContent(Srt))).StatusCode.Should().Be(HttpStatusCode.OK);

        await recordings.EndAsync("C-4", static state => state == "transcribed");
        (await recordings.JsonAsync("/api/v1/interactions/C-4")).GetRawText().Should().Contain("这事我不管");
        (await recordings.JsonAsync("/api/v1/interactions/C-4?revision=1")).GetRawText().Should().Contain("请稍等");
    }

    [SkippableFact]
    public async Task Audio_SealedRecording_IsHeardFromAnyByteOnAndWrittenDown()
    {
        var bytes = await File.ReadAllBytesAsync(TestRecordings.Shared(Complaint));
        await recordings.PostAsync(Complaint, call: """{"id":"C-5","agent":{"id":"A7"}}""");
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
        await recordings.PrepareAsync();

        await recordings.PostAsync(BadSound(kind), "a.wav", call: $$$"""{"id":"B-{{{kind}}}","agent":{"id":"A7"}}""");

        var recording = await recordings.EndAsync($"B-{kind}");
        recording.GetProperty("state").GetString().Should().Be(state);
        recording.GetProperty("reason").GetString().Should().Contain(reason).And.NotContain("/tmp");
    }

    [Fact]
    public async Task Post_WrongUploads_AreRefusedWithWhatWasExpected()
    {
        var client = _server.As();
        (await RecordingServer.ProblemAsync(await client.PostAsync(Recordings, new StringContent("{}", Encoding.UTF8, "application/json")), 415)).Should().Contain("expected multipart/form-data");
        using var none = new MultipartFormDataContent { { new StringContent("{}"), "call" } };
        (await RecordingServer.ProblemAsync(await client.PostAsync(Recordings, none), 400)).Should().Contain("found no part 'recording'");
        using var other = new MultipartFormDataContent { { new StringContent("x"), "file" } };
        (await RecordingServer.ProblemAsync(await client.PostAsync(Recordings, other), 400)).Should().Contain("found a part 'file', expected recording, call and transcript");
        using var torn = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"recording\"; filename=\"a.wav\"\r\n\r\nabc"u8.ToArray());
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await RecordingServer.ProblemAsync(await client.PostAsync(Recordings, torn), 400)).Should().Contain("ends before its end");
        (await recordings.PostAsync(new byte[9 * 1024 * 1024], "a.wav", null)).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await recordings.PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"Z"}""")).Status.Should().Be(HttpStatusCode.Created);
        var (status, conflict) = await recordings.PostAsync(TestRecordings.Bytes(11), "a.wav", """{"id":"Z"}""");
        ((int)status, conflict.GetProperty("type").GetString()).Should().Be((409, "urn:callcenter:problem:other-content"));
    }

    [Theory]
    [InlineData("{}", "found nothing")]
    [InlineData("""{"agentChannel":"middle"}""", "expected left or right")]
    [InlineData("""{"speakers":[{"start":3,"end":2,"role":"agent"}]}""", "speakers[0]: found 3..2")]
    [InlineData("""{"speakers":[{"start":1,"end":2,"role":"boss"}]}""", "speakers[0].role: found 'boss'")]
    public async Task Speakers_Wrong_AreRefused(string body, string expected)
    {
        await recordings.PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"S"}""");

        (await RecordingServer.ProblemAsync(await _server.As().PutAsync($"{Recordings}/S/speakers", new StringContent(body, Encoding.UTF8, "application/json")), 400)).Should().Contain(expected);
    }

    [Fact]
    public async Task Call_Corrected_KeepsWhatIsNotGiven()
    {
        await recordings.PostAsync(TestRecordings.Bytes(10), "a.wav", """{"id":"K","agent":{"id":"A7","name":"王芳"},"businessLine":"退款"}""");

        var answer = await TestServer.JsonOf(await _server.As().PutAsync($"{Recordings}/K/call", new StringContent("""{"agent":{"id":"A8"}}""")));

        var call = answer.GetProperty("call");
        (call.GetProperty("agent").GetProperty("id").GetString(), call.GetProperty("businessLine").GetString()).Should().Be(("A8", "退款"));
        (await RecordingServer.ProblemAsync(await _server.As().PutAsync($"{Recordings}/K/call", new StringContent("""{"id":"L"}""")), 400)).Should().Contain("a recording keeps its id");
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
}
