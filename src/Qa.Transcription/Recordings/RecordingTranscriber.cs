using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Recognition;
using Qa.Transcription.Speech;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Makes an interaction of a recording: measures its sound, takes its text from a transcript or an engine, finds out who said
/// what, and gives each turn the times that were heard. Where something is missing it says what, and keeps what is measured.
/// </summary>
public sealed class RecordingTranscriber(AudioFile files, VoiceModel voices, RecognizerOpening recognition)
{
    /// <param name="transcript">A transcript that was made elsewhere; null to have the engine make one.</param>
    public RecordingOutcome Transcribe(string path, CallData call, byte[]? transcript, CancellationToken cancellation)
    {
        var (format, measures, failure) = Measure(path, cancellation);
        if (measures is null)
            return new(path, RecordingState.Unreadable, failure!.Message, null, null);
        var heard = new HeardRecording(path, format!, measures, call);
        if (heard.Conversation.Speech.IsEmpty && transcript is null)
            return heard.Without(RecordingState.NoSpeech, "nobody speaks in this recording");
        if (transcript is not null)
            return FromTranscript(heard, transcript);
        if (recognition.Recognizer is not { } recognizer)
            return Waiting(heard);
        var chunks = new ChunkReading(files, path, heard);
        var text = new Transcript(recognizer.Name, [.. recognizer.Recognize(chunks.Read(cancellation), cancellation)]);
        return chunks.Failure is null ? Complete(heard, text) : new(path, RecordingState.Unreadable, chunks.Failure.Message, null, null);
    }

    private (AudioFormat? Format, SoundMeasures? Measures, AudioFailure? Failure) Measure(string path, CancellationToken cancellation)
    {
        var opening = files.Open(path, cancellation);
        if (opening.Source is not { } source)
            return (null, null, opening.Failure);
        using (source)
        {
            var (measures, failure) = SoundMeter.Measure(source, voices, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return (source.Format, measures, failure);
        }
    }

    /// <summary>Without a model, only what its coming completes waits for it alone.</summary>
    private RecordingOutcome Waiting(HeardRecording heard)
    {
        var model = recognition.Missing!.Message;
        if (heard.HasTwoSides)
            return heard.Without(RecordingState.NeedsModel, model);
        if (heard.Speakers is not { } speakers)
            return heard.Without(RecordingState.NeedsSpeakers, $"{heard.WhyOneSide}: assign the speakers, or import a transcript with roles; its text waits too: {model}");
        return heard.Conversation.Speech.FirstOrDefault(segment => speakers.RoleIn(segment.Time) is null) is { } unassigned
            ? heard.Without(RecordingState.NeedsSpeakers, $"{SpeakerAssignment.NobodyAt(unassigned.Time)}; its text waits too: {model}")
            : heard.Without(RecordingState.NeedsModel, model);
    }

    private static RecordingOutcome FromTranscript(HeardRecording heard, byte[] bytes)
    {
        var reading = TranscriptReader.Read(bytes);
        if (reading.Transcript is not { } transcript)
            return heard.Without(RecordingState.UnreadableTranscript, $"the transcript: {reading.Failure!.Message}");
        return transcript.Segments.IsEmpty
            ? heard.Without(RecordingState.UnreadableTranscript, $"the transcript: found no text ({transcript.Form}), expected what was said")
            : Complete(heard, transcript);
    }

    private static RecordingOutcome Complete(HeardRecording heard, Transcript transcript)
    {
        // An engine that heard no word is no reason to score an empty text, which would lack everything that must be said.
        if (transcript.Segments.IsEmpty)
            return heard.Without(RecordingState.NoSpeech, $"{transcript.Form} heard no words in this recording");
        var (pieces, layout, unknown) = new SpeakerAssignment(heard).Assign(transcript);
        if (unknown is not null)
            return heard.Without(RecordingState.NeedsSpeakers, unknown) with { Heard = HeardIn(transcript) };
        var turns = new TurnAlignment(heard.Conversation, heard.Frames).Align(pieces);
        var interaction = new Interaction(
            heard.Call.Id,
            Channel.Voice,
            heard.Call.StartedAt,
            heard.Call.Agent,
            heard.Call.Customer,
            heard.Call.BusinessLine,
            Path.GetFileName(heard.File),
            heard.Call.Attributes,
            turns);
        return new(heard.File, RecordingState.Transcribed, null, heard.Sound(layout, turns), interaction);
    }

    /// <summary>What was said, for the person who is asked by whom. One channel alone tells no speakers apart.</summary>
    private static ImmutableArray<HeardText> HeardIn(Transcript transcript)
    {
        var hasChannels = transcript.Segments.Select(static segment => segment.Speaker.Channel).Distinct().Take(2).Count() > 1;
        return [.. transcript.Segments.Select(segment => new HeardText(segment.Time, segment.Text, segment.Speaker switch
        {
            { Role: { } role } => InteractionJson.NameOf(role),
            { Channel: { } channel } => hasChannels ? channel.ToString(CultureInfo.InvariantCulture) : null,
            { Name: var name } => name,
        }))];
    }
}
