using Qa.Transcription.Audio;
using Qa.Transcription.Audio.Sampling;
using Qa.Transcription.Recognition;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Cuts the speech of a recording out for an engine, in a second pass over it. Chunks are handed on as they come by, so that of a
/// call of any length no more is held than what the engine hears at once.
/// </summary>
internal sealed class ChunkReading(AudioFile files, string path, HeardRecording heard)
{
    private const int BlockFrames = 4_096;

    /// <summary>Why reading ended before the recording did; null while it goes on, and when it ended well.</summary>
    public AudioFailure? Failure { get; private set; }

    /// <summary>The chunks in the order in which they end.</summary>
    public IEnumerable<SpeechChunk> Read(CancellationToken cancellation)
    {
        var opening = files.Open(path, cancellation);
        Failure = opening.Failure;
        if (opening.Source is not { } source)
            yield break;
        using (source)
        {
            var cutters = heard.Conversation.Speech.GroupBy(static segment => segment.Channel).Select(static group => group.Key).Select(CutterOf).ToList();
            var resamplers = cutters.ConvertAll(_ => new Resampler(source.Format.SampleRate, SpeechChunk.SampleRate));
            var channels = source.Format.Channels;
            var block = new float[BlockFrames * channels];
            int frames;
            while ((frames = source.ReadFrames(block)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var index = 0; index < cutters.Count; index++)
                    cutters[index].Add(Resampled(block, frames, channels, cutters[index].Channel, resamplers[index]));
                foreach (var chunk in cutters.SelectMany(static cutter => cutter.TakeCut()))
                    yield return chunk;
            }

            Failure = source.Failure;
            for (var index = 0; index < cutters.Count; index++)
            {
                var rest = new List<float>();
                resamplers[index].Finish(rest);
                cutters[index].Add(rest);
                cutters[index].Finish();
            }

            foreach (var chunk in cutters.SelectMany(static cutter => cutter.TakeCut()))
                yield return chunk;
        }
    }

    private static List<float> Resampled(float[] block, int frames, int channels, int channel, Resampler resampler)
    {
        var samples = new float[frames];
        for (var index = 0; index < frames; index++)
            samples[index] = block[index * channels + channel];
        var resampled = new List<float>(frames * 2);
        resampler.Add(samples, resampled);
        return resampled;
    }

    private ChunkCutter CutterOf(int channel)
    {
        var speech = heard.Conversation.Speech.Where(segment => segment.Channel == channel).Select(static segment => segment.Time).ToList();
        return new(channel, SpeechChunks.Plan(speech, heard.Frames.Power[channel], heard.Frames.DurationSeconds, heard.Speakers?.Borders() ?? []));
    }
}
