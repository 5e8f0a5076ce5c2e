using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Recordings;
using Qa.Transcription.Tests.Recognition.Whisper;
using Qa.Transcription.Tests.Speech;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Tests.Recordings;

/// <summary>From a recording to an interaction with an engine in between; the engine's words are fixture text, its files real ONNX.</summary>
public sealed class RecordingWithEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Transcribe_ModelComesLater_CompletesWithTheTurnsThatWereHeard()
    {
        var call = new CallData("call", "2026-03-01T08:00:00+08:00", new("7", null, null));
        var truth = RecordingTruth.Load("call-synth-complaint-8k.wav");
        var path = Repository.SharedRecording(truth.File);

        var before = Transcribe(path, call);
        new ScriptedWhisper()
            .Say(0, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Say(1, 2, TestVocabulary.Time(0), TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"), TestVocabulary.Special("<|endoftext|>"))
            .Save(_folder.Path);
        var after = Transcribe(path, call);

        before.State.Should().Be(RecordingState.NeedsModel);
        before.Reason.Should().Contain("encoder_model.onnx").And.Contain("qa models fetch whisper");
        after.State.Should().Be(RecordingState.Transcribed);
        after.Sound!.Conversation.Speech.Should().Equal(before.Sound!.Conversation.Speech);

        // The scripted engine writes one piece a chunk; the agent's last two turns are near enough to be one chunk.
        after.Interaction!.Turns.Should().OnlyContain(static turn => turn.Text == "测试夹具");
        after.Interaction.Turns.Select(static turn => turn.Role).Should().Contain([Role.Agent, Role.Customer]);
        foreach (var turn in after.Interaction.Turns)
            truth.Segments.Should().Contain(segment => Math.Abs(segment.Time.Start - turn.StartMilliseconds!.Value / 1_000.0) < 0.3);
    }

    [SkippableFact]
    public void Transcribe_OneChannel_KeepsWhatWasHeardUntilAPersonSaysByWhom()
    {
        var call = new CallData("call", "2026-03-01T08:00:00+08:00", new("7", null, null)) { AgentSpeaker = "S1" };
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");
        Say("测试", "夹具");

        var before = Transcribe(path, call);
        var after = Transcribe(path, call with { Speakers = [.. SpeakerTimelineTests.Parse("A0-4.75 C4.75-7.6 A7.6-11")] });

        before.State.Should().Be(RecordingState.NeedsSpeakers);
        before.Interaction.Should().BeNull();
        before.Heard.Should().NotBeEmpty().And.OnlyContain(static piece => piece.Text == "测试夹具" && piece.Speaker == null);
        Json(before).Should().Contain("\"heard\":[{\"start\":").And.Contain("\"text\":\"测试夹具\"}").And.NotContain("interaction");

        // All the speech is one chunk until the borders cut it.
        after.State.Should().Be(RecordingState.Transcribed);
        after.Heard.Should().BeEmpty();
        Json(after).Should().NotContain("heard");
        after.Interaction!.Turns.Select(static turn => turn.Role).Should().Equal(Role.Agent, Role.Customer, Role.Agent);
        after.Interaction.Turns.Zip([(0.0, 4.75), (4.75, 7.6), (7.6, 11.1)]).Should().OnlyContain(static pair =>
            pair.First.StartMilliseconds >= 1_000 * pair.Second.Item1 - 1 && pair.First.EndMilliseconds <= 1_000 * pair.Second.Item2 + 1);
        after.Sound!.Roles.Should().NotContain((Role?)null).And.Contain(Role.Customer);
    }

    [SkippableFact]
    public void Write_HeardWithLabels_NamesThem()
    {
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");
        var transcript = """[{"start":0.3,"end":2.0,"text":"And so","speaker":"S1"},{"start":3.3,"end":4.3,"text":"ask","speaker":"客服"}]"""u8.ToArray();

        var outcome = Transcribe(path, new CallData("call", "2026-03-01T08:00:00+08:00", new("7", null, null)), transcript);

        Json(outcome).Should().Contain("""
            "heard":[{"start":0.3,"end":2,"text":"And so","speaker":"S1"},{"start":3.3,"end":4.3,"text":"ask","speaker":"agent"}]
            """.Trim());
    }

    private void Say(params string[] words)
    {
        int[] tokens = [TestVocabulary.Time(0), .. words.Select(TestVocabulary.Word), TestVocabulary.Special("<|endoftext|>")];
        new ScriptedWhisper().Say(0, 2, tokens).Say(1, 2, tokens).Save(_folder.Path);
    }

    private static string Json(RecordingOutcome outcome)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        RecordingOutcomeJson.Write(outcome, buffer);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [SkippableFact]
    public void Transcribe_AnyLength_HandsChunksOnAndDoesNotHoldThem()
    {
        using var engine = new CountingEngine();
        var transcriber = new RecordingTranscriber(new AudioFile(AudioLimits.Default, FfmpegProgram.Installed), TestVoiceModel.Required, new(engine, null));

        var outcome = transcriber.Transcribe(Repository.SharedRecording("call-synth-complaint-8k.wav"), new("call", "2026-03-01T08:00:00+08:00", new("7", null, null)), null, default);

        outcome.State.Should().Be(RecordingState.Transcribed);
        engine.Heard.Should().BeGreaterThan(5);
        engine.MostAlive.Should().BeLessThanOrEqualTo(3, "the sound of a long call is more than fits");
    }

    private RecordingOutcome Transcribe(string path, CallData call, byte[]? transcript = null)
    {
        var opening = OnnxWhisper.Open(new(_folder.Path), new() { Threads = 1 });
        using var recognizer = opening.Recognizer;
        return new RecordingTranscriber(new AudioFile(AudioLimits.Default, FfmpegProgram.Installed), TestVoiceModel.Required, opening).Transcribe(path, call, transcript, default);
    }

    /// <summary>Writes one word a chunk, and counts the chunks whose sound is still held while it goes through them.</summary>
    private sealed class CountingEngine : ISpeechRecognizer
    {
        private readonly List<WeakReference> _chunks = [];

        public string Name => "counting";

        public int Heard => _chunks.Count;

        public int MostAlive { get; private set; }

        public IReadOnlyList<TranscriptSegment> Recognize(IEnumerable<SpeechChunk> chunks, CancellationToken cancellation)
        {
            var segments = new List<TranscriptSegment>();
            foreach (var chunk in chunks)
            {
                _chunks.Add(new(chunk.Samples));
                segments.Add(new(new(chunk.StartSeconds, chunk.StartSeconds + 1), "字", SpeakerLabel.OfChannel(chunk.Channel), null));
                GC.Collect();
                MostAlive = Math.Max(MostAlive, _chunks.Count(static held => held.IsAlive));
            }

            return segments;
        }

        public void Dispose()
        {
        }
    }
}
