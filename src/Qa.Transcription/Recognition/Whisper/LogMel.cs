using System.Numerics;
using System.Numerics.Tensors;
using Qa.Transcription.Signals;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// What Whisper hears: the logarithm of the power in each band, every 10 ms for 30 s, by the definition of openai/whisper (Hann
/// windows of 25 ms, the sound mirrored at its edges, at most 80 dB below the loudest, then scaled).
/// </summary>
internal sealed class LogMel
{
    public const int Frames = 3_000;

    private const int WindowSamples = 400;
    private const int HopSamples = 160;
    private const int Samples = Frames * HopSamples;
    private const float Least = 1e-10f;
    private const float Range = 8;

    private readonly FourierTransform _transform = new(WindowSamples);
    private readonly Complex[] _spectrum = new Complex[WindowSamples];
    private readonly double[] _window = [.. Enumerable.Range(0, WindowSamples).Select(static index => 0.5 - 0.5 * Math.Cos(2 * Math.PI * index / WindowSamples))];
    private readonly float[][] _filters;

    public LogMel(int bands) => _filters = MelFilters.Make(bands, WindowSamples, SpeechChunk.SampleRate);

    public int Bands => _filters.Length;

    /// <summary>Fills <paramref name="features"/>, band by band, <see cref="Frames"/> each, from at most 30 s of sound.</summary>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        samples = samples[..Math.Min(samples.Length, Samples)];
        var power = new float[WindowSamples / 2 + 1];
        var greatest = float.NegativeInfinity;
        for (var frame = 0; frame < Frames; frame++)
        {
            Transform(samples, frame * HopSamples - WindowSamples / 2, power);
            for (var band = 0; band < _filters.Length; band++)
            {
                var value = MathF.Log10(Math.Max(TensorPrimitives.Dot<float>(_filters[band], power), Least));
                features[band * Frames + frame] = value;
                greatest = Math.Max(greatest, value);
            }
        }

        foreach (ref var value in features[..(_filters.Length * Frames)])
            value = (Math.Max(value, greatest - Range) + 4) / 4;
    }

    private void Transform(ReadOnlySpan<float> samples, int from, float[] power)
    {
        // Silence after the sound has no power: most of 30 s are often just that.
        if (from >= samples.Length && from + WindowSamples <= Samples)
        {
            Array.Clear(power);
            return;
        }

        for (var index = 0; index < WindowSamples; index++)
            _spectrum[index] = _window[index] * SampleAt(samples, from + index);
        _transform.Forward(_spectrum);
        for (var bin = 0; bin < power.Length; bin++)
            power[bin] = (float)(_spectrum[bin].Real * _spectrum[bin].Real + _spectrum[bin].Imaginary * _spectrum[bin].Imaginary);
    }

    private static float SampleAt(ReadOnlySpan<float> samples, int place)
    {
        if (place < 0)
            place = -place;
        else if (place >= Samples)
            place = 2 * (Samples - 1) - place;
        return place < samples.Length ? samples[place] : 0;
    }
}
