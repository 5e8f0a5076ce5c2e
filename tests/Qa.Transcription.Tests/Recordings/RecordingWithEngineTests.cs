using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Recordings;
using Qa.Transcription.Tests.Recognition.Whisper;
using Qa.Transcription.Tests.Speech;

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

    private RecordingOutcome Transcribe(string path, CallData call)
    {
        var opening = OnnxWhisper.Open(new(_folder.Path), new() { Threads = 1 });
        using var recognizer = opening.Recognizer;
        return new RecordingTranscriber(new AudioFile(AudioLimits.Default, FfmpegProgram.Installed), TestVoiceModel.Required, opening).Transcribe(path, call, null, default);
    }
}
