using System.Runtime.InteropServices;
using Qa.Transcription.Recognition;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>Takes the planned stretches out of one channel while its samples pass by.</summary>
internal sealed class ChunkCutter(int channel, IReadOnlyList<Stretch> plan)
{
    private readonly List<SpeechChunk> _cut = [];
    private readonly List<float> _current = [];
    private int _closed;
    private long _position;
    private long _start;

    public int Channel => channel;

    public void Add(List<float> samples)
    {
        var rest = CollectionsMarshal.AsSpan(samples);
        while (rest.Length > 0 && _closed < plan.Count)
        {
            var (start, end) = Bounds(plan[_closed]);
            var skipped = (int)Math.Clamp(start - _position, 0, rest.Length);
            rest = rest[skipped..];
            _position += skipped;
            var taken = (int)Math.Clamp(end - _position, 0, rest.Length);
            if (_current.Count == 0)
                _start = _position;
            _current.AddRange((ReadOnlySpan<float>)rest[..taken]);
            rest = rest[taken..];
            _position += taken;
            if (_position >= end)
                Close();
        }

        _position += rest.Length;
    }

    /// <summary>Ends the last chunk where the recording ends.</summary>
    public void Finish()
    {
        if (_current.Count > 0)
            Close();
    }

    /// <summary>What has been cut since this was asked last; it is not held any more.</summary>
    public IReadOnlyList<SpeechChunk> TakeCut()
    {
        if (_cut.Count == 0)
            return [];
        SpeechChunk[] taken = [.. _cut];
        _cut.Clear();
        return taken;
    }

    private void Close()
    {
        // Not the planned start: the margins of neighbours overlap, and what one has taken the next cannot.
        _closed++;
        _cut.Add(new(channel, (double)_start / SpeechChunk.SampleRate, [.. _current]));
        _current.Clear();
    }

    private static (long Start, long End) Bounds(Stretch stretch) =>
        ((long)Math.Round(stretch.Start * SpeechChunk.SampleRate), (long)Math.Round(stretch.End * SpeechChunk.SampleRate));
}
