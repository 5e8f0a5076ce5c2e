using Qa.Transcription.Audio;
using Qa.Transcription.Audio.Sampling;

namespace Qa.Transcription.Speech;

/// <summary>Measures a recording in one pass: voices, power, likeness of the channels, and the peaks of its wave form.</summary>
internal sealed class SoundMeter : IDisposable
{
    private const int BlockFrames = 4_096;

    // Less than this cannot be speech, and comparing the channels is the dearest of the measures.
    private const float WorthComparing = 0.2f;

    private readonly AudioFormat _format;
    private readonly VoiceListener _listener;
    private readonly Resampler[] _resamplers;
    private readonly List<float>[] _waiting;
    private readonly WavePeaks[] _peaks;
    private readonly List<float>[] _probability;
    private readonly List<float>[] _power;
    private readonly List<float>[] _raisedPower;
    private readonly float[] _lastSample;
    private readonly List<float> _likeness = [];
    private readonly LikenessMeter? _likenessMeter;
    private readonly List<float>[] _recent;
    private readonly float[] _frames;
    private readonly int _frame;
    private long _framesRead;
    private double _differenceEnergy;
    private double _sumEnergy;

    private SoundMeter(VoiceModel model, AudioFormat format)
    {
        _format = format;
        var rate = VoiceModel.RateFor(format.SampleRate);
        _frame = VoiceModel.FrameSamples(rate);
        _listener = new(model, format.Channels, rate);
        _frames = new float[format.Channels * _frame];
        _resamplers = PerChannel(() => new Resampler(format.SampleRate, rate));
        _waiting = PerChannel(static () => new List<float>());
        _peaks = PerChannel(() => new WavePeaks(Math.Max(1, format.SampleRate / 100)));
        _probability = PerChannel(static () => new List<float>());
        _power = PerChannel(static () => new List<float>());
        _raisedPower = PerChannel(static () => new List<float>());
        _lastSample = new float[format.Channels];
        _recent = PerChannel(static () => new List<float>());
        _likenessMeter = format.Channels == 2 ? new(_frame) : null;
    }

    /// <summary>Reads the source to its end. Where it fails on the way, the failure is the result.</summary>
    public static (SoundMeasures? Measures, AudioFailure? Failure) Measure(IAudioSource source, VoiceModel model, CancellationToken cancellation)
    {
        using var meter = new SoundMeter(model, source.Format);
        var block = new float[BlockFrames * source.Format.Channels];
        int frames;
        while ((frames = source.ReadFrames(block)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            meter.Add(block.AsSpan(0, frames * source.Format.Channels));
        }

        return source.Failure is { } failure ? (null, failure) : (meter.Finish(), null);
    }

    public void Dispose() => _listener.Dispose();

    private T[] PerChannel<T>(Func<T> make) => [.. Enumerable.Range(0, _format.Channels).Select(_ => make())];

    private void Add(ReadOnlySpan<float> interleaved)
    {
        var frames = interleaved.Length / _format.Channels;
        _framesRead += frames;
        var samples = new float[frames];
        for (var channel = 0; channel < _format.Channels; channel++)
        {
            for (var index = 0; index < frames; index++)
                samples[index] = interleaved[index * _format.Channels + channel];
            _peaks[channel].Add(samples);
            _resamplers[channel].Add(samples, _waiting[channel]);
        }

        if (_format.Channels == 2)
            AddDifference(interleaved);
        HearWhole();
    }

    private void AddDifference(ReadOnlySpan<float> interleaved)
    {
        for (var index = 0; index < interleaved.Length; index += 2)
        {
            var (left, right) = ((double)interleaved[index], (double)interleaved[index + 1]);
            _differenceEnergy += (left - right) * (left - right);
            _sumEnergy += left * left + right * right;
        }
    }

    private void HearWhole()
    {
        var whole = _waiting[0].Count / _frame;
        for (var index = 0; index < whole; index++)
        {
            for (var channel = 0; channel < _format.Channels; channel++)
            {
                var samples = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_waiting[channel]).Slice(index * _frame, _frame);
                samples.CopyTo(_frames.AsSpan(channel * _frame));
                _power[channel].Add(System.Numerics.Tensors.TensorPrimitives.SumOfSquares((ReadOnlySpan<float>)samples) / _frame);
                _raisedPower[channel].Add(RaisedPower(samples, ref _lastSample[channel]));
                if (_likenessMeter is not null)
                    _recent[channel].AddRange((ReadOnlySpan<float>)samples);
            }

            var probabilities = _listener.Hear(_frames);
            for (var channel = 0; channel < _format.Channels; channel++)
                _probability[channel].Add(probabilities[channel]);
            Compare();
        }

        foreach (var waiting in _waiting)
            waiting.RemoveRange(0, whole * _frame);
    }

    private static float RaisedPower(ReadOnlySpan<float> samples, ref float before)
    {
        var sum = 0f;
        foreach (var sample in samples)
        {
            var raised = sample - LikenessMeter.PreEmphasis * before;
            sum += raised * raised;
            before = sample;
        }

        return sum / samples.Length;
    }

    /// <summary>When a window is full: compares its middle, notes the likeness of the frames there, and moves on by half a stretch.</summary>
    private void Compare()
    {
        const int hop = LikenessMeter.StretchFrames / 2;
        if (_likenessMeter is null || _recent[0].Count < LikenessMeter.WindowFrames * _frame)
            return;
        var last = _probability[0].Count - LikenessMeter.DelayFrames;
        var likeness = SpeaksBefore(_probability[0], last) && SpeaksBefore(_probability[1], last)
            ? (float)_likenessMeter.Measure(
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_recent[0]), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_recent[1]))
            : 0f;

        // Frames that two stretches share are as alike as the liker of the two says: a leak often begins within a stretch.
        while (_likeness.Count < last)
            _likeness.Add(0);
        for (var index = last - LikenessMeter.StretchFrames; index < last; index++)
            _likeness[index] = Math.Max(_likeness[index], likeness);
        foreach (var recent in _recent)
            recent.RemoveRange(0, hop * _frame);
    }

    private static bool SpeaksBefore(List<float> probability, int end)
    {
        for (var index = end - LikenessMeter.StretchFrames; index < end; index++)
        {
            if (probability[index] >= WorthComparing)
                return true;
        }

        return false;
    }

    private SoundMeasures Finish()
    {
        for (var channel = 0; channel < _format.Channels; channel++)
        {
            _resamplers[channel].Finish(_waiting[channel]);

            // The last frame is filled up with silence.
            var left = _waiting[channel].Count % _frame;
            if (left > 0)
                _waiting[channel].AddRange(new float[_frame - left]);
        }

        HearWhole();
        if (_likenessMeter is not null)
            _likeness.AddRange(new float[_probability[0].Count - _likeness.Count]);
        var frames = new SoundFrames(_probability, _power, _raisedPower, _likeness, (double)_framesRead / _format.SampleRate);

        // Both sides mixed onto both channels, as many players export: to the ear one channel.
        const double oneTenThousandth = 1e-4;
        var areSame = _format.Channels == 2 && _sumEnergy > 0 && _differenceEnergy <= oneTenThousandth * _sumEnergy;
        return new(frames, _peaks, areSame);
    }
}

/// <summary>What one pass over a recording measured.</summary>
/// <param name="ChannelsAreSame">Whether both channels hold the very same sound, so that they do not tell who speaks.</param>
internal sealed record SoundMeasures(SoundFrames Frames, IReadOnlyList<WavePeaks> Peaks, bool ChannelsAreSame);
