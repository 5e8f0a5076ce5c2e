using System.Buffers;
using System.Text.Json;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recordings;
using Qa.Transcription.Speech;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>Hears one stored recording and writes down what came of it.</summary>
internal sealed class RecordingHearing(RecordingStore store)
{
    private static readonly AudioFile Files = new(AudioLimits.Default, FfmpegProgram.Installed);

    /// <exception cref="IOException">The original cannot be read where it is stored.</exception>
    /// <exception cref="InvalidDataException">It is damaged there, or sealed with another key.</exception>
    public async Task<HeardResult> HearAsync(ClaimedRecording claim, VoiceModel voices, RecognizerOpening engine, CancellationToken cancellation)
    {
        using var original = await store.ReadableAsync(claim.Row.Hash, cancellation);
        var call = StoredCall.Parse(claim.Row.Call).ToCallData();
        var transcriber = new RecordingTranscriber(Files, voices, engine);
        var heard = await Task.Run(() => transcriber.Transcribe(original.Path, call, claim.Transcript, cancellation), cancellation);
        cancellation.ThrowIfCancellationRequested();

        // Where it is stored says nothing to people.
        var outcome = heard with
        {
            File = claim.Row.FileName,
            Reason = heard.Reason?.Replace(original.Path, claim.Row.FileName, StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal),
            Interaction = heard.Interaction is { } interaction ? interaction with { Recording = claim.Row.FileName } : null,
        };
        var lacksText = claim.Transcript is null && engine.Recognizer is null;
        var line = new ArrayBufferWriter<byte>();
        RecordingOutcomeJson.Write(outcome, line);
        return new(
            RecordingStateNames.Of(outcome.State), outcome.Reason,
            lacksText && outcome.State is (RecordingState.NeedsModel or RecordingState.NeedsSpeakers),
            line.WrittenSpan.ToArray(), PeaksOf(outcome.Sound), InteractionOf(outcome));
    }

    private static byte[]? InteractionOf(RecordingOutcome outcome)
    {
        if (outcome.Interaction is not { } interaction)
            return null;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            InteractionJson.Write(json, interaction);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The wave form, as players draw it: for each channel least and greatest samples in turn, full scale ±100.</summary>
    private static byte[]? PeaksOf(RecordingSound? sound)
    {
        return sound is null ? null : JsonSerializer.SerializeToUtf8Bytes(new
        {
            sampleRate = sound.Format.SampleRate,
            samplesAPeak = sound.Peaks.IsEmpty ? 0 : sound.Peaks[0].SamplesAPeak,
            channels = sound.Peaks.Select(static channel => channel.Peaks.SelectMany(static peak => (float[])[Rounded(peak.Least), Rounded(peak.Greatest)])),
        });

        static float Rounded(float sample)
        {
            const float fullScale = 100;
            return MathF.Round(sample * fullScale);
        }
    }
}
