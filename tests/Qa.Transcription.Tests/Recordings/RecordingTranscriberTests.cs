using System.Text;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recordings;
using Qa.Transcription.Tests.Audio;
using Qa.Transcription.Tests.Speech;

namespace Qa.Transcription.Tests.Recordings;

public sealed class RecordingTranscriberTests : IDisposable
{
    private static readonly CallData Call = new("call", "2026-03-01T08:00:00+08:00", new("7", null, null));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("call-real-silence-16k.wav")]
    [InlineData("call-real-overlap-8k-alaw.wav")]
    [InlineData("call-synth-complaint-8k.wav")]
    public void Transcribe_WithInexactTranscript_GivesTurnsAtTheTruthsTimes(string file)
    {
        var truth = RecordingTruth.Load(file);
        foreach (var jitter in new[] { 0.0, -0.4, 0.4 })
        {
            var outcome = Transcribe(Repository.SharedRecording(file), Srt(truth, jitter));

            outcome.State.Should().Be(RecordingState.Transcribed);
            var turns = outcome.Interaction!.Turns;
            turns.Should().HaveCount(truth.Segments.Count);
            foreach (var (turn, (channel, time)) in turns.Zip(truth.Segments))
            {
                turn.Role.Should().Be(channel == 0 ? Role.Agent : Role.Customer);
                (turn.StartMilliseconds!.Value / 1_000.0).Should().BeApproximately(time.Start, 0.3);
                (turn.EndMilliseconds!.Value / 1_000.0).Should().BeApproximately(time.End, 0.3);
            }
        }
    }

    [SkippableTheory]
    [InlineData("call-real-silence-16k.wav", 0, 1, 0)]
    [InlineData("call-real-overlap-8k-alaw.wav", 1, 0, 0)]
    [InlineData("call-synth-complaint-8k.wav", 1, 1, 0)]
    public void Transcribe_ThenTimingNorms_ViolatedAsTheTruthImplies(string file, int byCustomer, int silences, int byAgent)
    {
        var tree = """
            schema: qa.norm-tree/1
            ruleSet: timing
            name: timing
            norms:
              - {id: customer, name: a, forbid: {interruption: {by: customer, longerThan: 0.5}}, points: -1, perHit: true}
              - {id: silence, name: b, forbid: {silence: {longerThan: 10}}, points: -1, perHit: true}
              - {id: agent, name: c, forbid: {interruption: {by: agent, longerThan: 0.5}}, points: -1, perHit: true}
            """;
        var truth = RecordingTruth.Load(file);

        var outcome = Transcribe(Repository.SharedRecording(file), Srt(truth, 0.3));

        var scorecard = Score(tree, outcome.Interaction!);
        scorecard.Norms.Select(static norm => norm.Hits.Length).Should().Equal(byCustomer, silences, byAgent);
    }

    [SkippableFact]
    public void Transcribe_WithoutModel_NamesTheFileAndTheCommandAndKeepsTheSound()
    {
        var outcome = Transcribe(Repository.SharedRecording("call-synth-complaint-8k.wav"), null);

        outcome.State.Should().Be(RecordingState.NeedsModel);
        outcome.Reason.Should().Be("there is no file 'encoder_model.onnx'; bring it with: qa models fetch");
        outcome.Interaction.Should().BeNull();
        outcome.Sound!.Conversation.Overlaps.Should().ContainSingle();
        outcome.Sound.Roles.Should().NotContain((Role?)null);
    }

    [SkippableFact]
    public void Transcribe_OneChannel_NeedsSpeakersUntilSomebodySaysWho()
    {
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");
        const string unlabelled = "1\n00:00:00,300 --> 00:00:10,500\nAnd so my fellow Americans\n";

        Transcribe(path, null).State.Should().Be(RecordingState.NeedsSpeakers);
        Transcribe(path, unlabelled).State.Should().Be(RecordingState.NeedsSpeakers);
        Transcribe(path, """[{"start":0.3,"end":10.5,"text":"And so","speaker":"S1"}]""").Reason.Should().Contain("S1").And.Contain("--agent-speaker");
        Transcribe(path, """[{"start":0.3,"end":10.5,"text":"And so","speaker":"S1"}]""", Call with { AgentSpeaker = "S1" })
            .Interaction!.Turns.Single().Role.Should().Be(Role.Agent);
        var labelled = Transcribe(path, unlabelled.Replace("And", "客服: And", StringComparison.Ordinal));
        labelled.State.Should().Be(RecordingState.Transcribed);
        labelled.Sound!.Roles.Should().AllBeEquivalentTo(Role.Agent);
    }

    [SkippableFact]
    public void Transcribe_OneChannelWithAssignedSpeakers_TakesThePersonsWord()
    {
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");
        const string transcript = """[{"start":0.3,"end":2.0,"text":"And so","speaker":"S1"},{"start":3.3,"end":4.3,"text":"ask not","speaker":"S2"},{"start":5.4,"end":10.4,"text":"what your country","speaker":"客服"}]""";
        var call = Call with { Speakers = [.. SpeakerTimelineTests.Parse("C0-2.5 A3-4 C5-11")] };

        var outcome = Transcribe(path, transcript, call);

        // What the transcript says stands; the person tells the rest.
        outcome.State.Should().Be(RecordingState.Transcribed);
        outcome.Interaction!.Turns.Select(static turn => (turn.Role, turn.Text)).Should().StartWith([(Role.Customer, "And so"), (Role.Agent, "ask not")]);
        outcome.Interaction.Turns[^1].Role.Should().Be(Role.Agent);
        outcome.Heard.Should().BeEmpty();
    }

    [SkippableFact]
    public void Transcribe_OneChannelAssignedInPart_NamesTheFirstTimeThatIsNot()
    {
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");
        const string transcript = """[{"start":0.3,"end":2.0,"text":"And so"},{"start":5.4,"end":7.4,"text":"ask not"},{"start":8.1,"end":10.4,"text":"what"}]""";

        var outcome = Transcribe(path, transcript, Call with { Speakers = [.. SpeakerTimelineTests.Parse("C0-2.5")] });

        outcome.State.Should().Be(RecordingState.NeedsSpeakers);
        outcome.Reason.Should().Be("the speakers are assigned, but none within 2 s of the speech from 5.4 to 7.4 s: assign who speaks there");
        outcome.Sound!.Roles[0].Should().Be(Role.Customer);
        outcome.Sound.Roles[^1].Should().BeNull();
        outcome.Heard.Should().Equal(new HeardText(new(0.3, 2), "And so", null), new HeardText(new(5.4, 7.4), "ask not", null), new HeardText(new(8.1, 10.4), "what", null));
    }

    [SkippableFact]
    public void Transcribe_OneChannelAssignedWithoutModel_WaitsForTheModelOnlyWhereAllIsAssigned()
    {
        var path = Repository.SharedRecording("mono-en-jfk-16k.wav");

        var all = Transcribe(path, null, Call with { Speakers = [.. SpeakerTimelineTests.Parse("A0-5 C5-11")] });
        var part = Transcribe(path, null, Call with { Speakers = [.. SpeakerTimelineTests.Parse("A0-2")] });

        all.State.Should().Be(RecordingState.NeedsModel);
        all.Sound!.Roles.Should().NotContain((Role?)null).And.Contain(Role.Agent).And.Contain(Role.Customer);
        part.State.Should().Be(RecordingState.NeedsSpeakers);
        part.Reason.Should().Contain("assign who speaks there").And.Contain("qa models fetch");
    }

    [SkippableFact]
    public void Transcribe_TwoChannelsWithAssignedSpeakers_BelievesTheChannels()
    {
        var truth = RecordingTruth.Load("call-synth-complaint-8k.wav");
        var path = Repository.SharedRecording(truth.File);

        var outcome = Transcribe(path, Srt(truth, 0), Call with { Speakers = [.. SpeakerTimelineTests.Parse("C0-1000")] });

        outcome.Interaction!.Turns.Should().BeEquivalentTo(Transcribe(path, Srt(truth, 0)).Interaction!.Turns);
    }

    [SkippableFact]
    public void Transcribe_AgentSpeakerThatTheTranscriptDoesNotHave_TellsNothing()
    {
        var truth = RecordingTruth.Load("call-synth-complaint-8k.wav");
        var path = Repository.SharedRecording(truth.File);
        var byChannel = System.Text.Json.JsonSerializer.Serialize(new { Sentences = truth.Segments.Select(static segment => new
        {
            BeginTime = (int)(segment.Time.Start * 1_000), EndTime = (int)(segment.Time.End * 1_000), Text = "好", ChannelId = segment.Channel,
        }) });

        Transcribe(path, byChannel, Call with { AgentSpeaker = "S1" }).Interaction!.Turns.Should().BeEquivalentTo(Transcribe(path, byChannel).Interaction!.Turns);
        Transcribe(path, byChannel, Call with { AgentSpeaker = "1" }).Interaction!.Turns[0].Role.Should().NotBe(Transcribe(path, byChannel).Interaction!.Turns[0].Role);
    }

    [SkippableFact]
    public void Transcribe_TranscriptWithRolesOfTheOtherChannels_IsBelieved()
    {
        var truth = RecordingTruth.Load("call-real-silence-16k.wav");
        var swapped = string.Join('\n', truth.Segments.Select((segment, index) => FormattableString.Invariant(
            $"{index + 1}\n{Time(segment.Time.Start)} --> {Time(segment.Time.End)}\n{(segment.Channel == 0 ? "客户" : "客服")}：好\n")));

        var outcome = Transcribe(Repository.SharedRecording(truth.File), swapped);

        outcome.Sound!.Roles[0].Should().Be(Role.Customer);
        outcome.Interaction!.Turns[0].Role.Should().Be(Role.Customer);
    }

    [SkippableFact]
    public void Transcribe_SilentRecording_HasNoSpeech()
    {
        var path = _folder.File("silent.wav", WavFile.Of(8_000, 2, new float[32_000]).ToBytes());

        Transcribe(path, null).State.Should().Be(RecordingState.NoSpeech);
    }

    [SkippableTheory]
    [InlineData("not a transcript", "the transcript: found text that begins with")]
    [InlineData("""{"text":"","segments":[]}""", "found no text (Whisper)")]
    public void Transcribe_UnusableTranscript_SaysSoAndKeepsTheSound(string transcript, string reason)
    {
        var outcome = Transcribe(Repository.SharedRecording("call-real-silence-16k.wav"), transcript);

        outcome.State.Should().Be(RecordingState.UnreadableTranscript);
        outcome.Reason.Should().Contain(reason);
        outcome.Sound.Should().NotBeNull();
    }

    [SkippableFact]
    public void Transcribe_TornRecording_IsUnreadable()
    {
        var bytes = File.ReadAllBytes(Repository.SharedRecording("call-synth-complaint-8k.wav"));
        var outcome = Transcribe(_folder.File("torn.wav", bytes[..(bytes.Length / 2)]), null);

        outcome.State.Should().Be(RecordingState.Unreadable);
        outcome.Reason.Should().Contain("at byte");
        outcome.Sound.Should().BeNull();
    }

    private static RecordingOutcome Transcribe(string path, string? transcript, CallData? call = null) =>
        new RecordingTranscriber(
            new AudioFile(AudioLimits.Default, FfmpegProgram.Installed),
            TestVoiceModel.Required,
            new RecognizerOpening(null, new("there is no file 'encoder_model.onnx'", "qa models fetch")))
            .Transcribe(path, call ?? Call, transcript is null ? null : Encoding.UTF8.GetBytes(transcript), default);

    private static Scorecard Score(string yaml, Interaction interaction) =>
        Scorer.Score(CompiledTree.Compile(TreeLoader.Load("timing.yaml", yaml).Tree!), interaction, version: 0);

    private static string Srt(RecordingTruth truth, double jitter) => string.Join('\n', truth.Segments.Select((segment, index) =>
        FormattableString.Invariant($"{index + 1}\n{Time(segment.Time.Start + jitter)} --> {Time(segment.Time.End + jitter)}\n话{index}\n")));

    private static string Time(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds)).ToString(@"hh\:mm\:ss\,fff", System.Globalization.CultureInfo.InvariantCulture);
}
