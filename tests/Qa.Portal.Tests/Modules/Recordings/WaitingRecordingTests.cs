using System.Net;
using Qa.Portal.Tests.Platform.Serving;
using Qa.Transcription.Tests.Recognition.Whisper;

namespace Qa.Portal.Tests.Modules.Recordings;

/// <summary>A recording that cannot be heard yet; the server is of this test alone, as the model comes to all recordings of a server.</summary>
public sealed class WaitingRecordingTests(RecordingServer recordings) : IClassFixture<RecordingServer>
{
    private const string Complaint = RecordingServer.Complaint;
    private const string Recordings = RecordingServer.Recordings;

    private readonly TestServer _server = recordings.Server;

    [SkippableFact]
    public async Task Post_WithoutModel_WaitsWithItsMeasuresUnscoredAndIsCompletedWhenTheModelComes()
    {
        await recordings.PrepareAsync();
        await recordings.PostAsync(Complaint, call: """{"id":"C-3","agent":{"id":"A7"}}""");

        var waiting = await recordings.EndAsync("C-3");
        waiting.GetProperty("state").GetString().Should().Be("needs model");
        waiting.GetProperty("reason").GetString().Should().Contain("encoder_model.onnx").And.Contain("qa models fetch whisper");
        waiting.GetProperty("sound").GetProperty("silences").GetArrayLength().Should().Be(1);
        (await _server.As().GetAsync("/api/v1/interactions/C-3")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await recordings.JsonAsync($"{Recordings}/C-3/peaks")).GetProperty("channels").GetArrayLength().Should().Be(2);

        new ScriptedWhisper()
            .Say(0, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Say(1, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Save(_server.Models);

        await recordings.EndAsync("C-3", static state => state == "transcribed");
        var interaction = await recordings.JsonAsync("/api/v1/interactions/C-3");
        interaction.GetProperty("turns").EnumerateArray().Should().OnlyContain(turn => turn.GetProperty("text").GetString() == "测试夹具");
        interaction.GetProperty("recording").GetString().Should().Be(Complaint);
    }
}
