using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>A recording whose sound is measured, on its way to an interaction.</summary>
internal sealed class HeardRecording
{
    private readonly SoundMeasures _measures;

    public HeardRecording(string file, AudioFormat format, SoundMeasures measures, CallData call)
    {
        (File, Format, _measures, Call) = (file, format, measures, call);
        Speakers = HasTwoSides || call.Speakers.IsDefaultOrEmpty ? null : new(call.Speakers);
        var speech = SpeechFinder.Find(measures.Frames);

        // The very same sound on both channels is heard once.
        var once = measures.ChannelsAreSame ? speech.Where(static segment => segment.Channel == 0) : speech;
        Conversation = Conversation.Of([.. Speakers is null ? once : once.SelectMany(Parted)]);
    }

    public string File { get; }

    public AudioFormat Format { get; }

    public CallData Call { get; }

    public Conversation Conversation { get; }

    /// <summary>Who speaks when, where a person has said so and the channels do not tell.</summary>
    public SpeakerTimeline? Speakers { get; }

    public SoundFrames Frames => _measures.Frames;

    /// <summary>Whether agent and customer are on channels of their own.</summary>
    public bool HasTwoSides => Frames.Channels == 2 && !_measures.ChannelsAreSame;

    public string WhyOneSide => _measures.ChannelsAreSame ? "both channels hold the same sound, so nobody knows who speaks" : "one channel, so nobody knows who speaks";

    public RecordingOutcome Without(RecordingState state, string reason) => new(File, state, reason, Sound(Call.Layout, []), null);

    /// <summary>What the sound tells; with one side, the roles of speech are those of the turns in it, else those that a person assigned.</summary>
    public RecordingSound Sound(ChannelLayout layout, ImmutableArray<Turn> turns) => new(
        Format,
        Frames.DurationSeconds,
        Conversation,
        [.. Conversation.Speech.Select(segment => HasTwoSides ? layout.RoleOf(segment.Channel) : RoleIn(segment.Time, turns) ?? Speakers?.RoleIn(segment.Time))],
        [.. _measures.Peaks]);

    /// <summary>A stretch of speech, parted where a person says that the speaker changes in it: the sound of one channel cannot tell.</summary>
    private IEnumerable<SpeechSegment> Parted(SpeechSegment segment)
    {
        var time = segment.Time;
        double[] edges =
        [
            time.Start,
            .. Speakers!.Borders().Where(border => border - time.Start >= SpeechChunks.LeastScrapSeconds && time.End - border >= SpeechChunks.LeastScrapSeconds),
            time.End,
        ];
        return edges.Length == 2
            ? [segment]
            : edges.Zip(edges.Skip(1), (start, end) => new SpeechSegment(segment.Channel, new(start, end), Loudness.Of(Frames, segment.Channel, new Stretch(start, end))));
    }

    private static Role? RoleIn(Stretch time, ImmutableArray<Turn> turns)
    {
        var longest = turns
            .Select(turn => (turn.Role, Shared: time.Shared(new(turn.StartMilliseconds!.Value / 1_000.0, turn.EndMilliseconds!.Value / 1_000.0))))
            .Where(static each => each.Shared > 0)
            .OrderByDescending(static each => each.Shared)
            .Select(static each => (Role?)each.Role);
        return longest.FirstOrDefault();
    }
}
