using System.Numerics;
using Qa.Transcription.Signals;

namespace Qa.Transcription.Speech;

/// <summary>
/// How much two channels hold the same sound in a stretch of half a second: the greatest correlation of one's stretch with
/// the other's at any delay of a quarter of a second to either side. A leak between channels, or an echo from the line, gives
/// nearly 1; two people who speak at once give little, however alike their loudness is.
/// </summary>
internal sealed class LikenessMeter
{
    /// <summary>Frames of the stretch that is compared.</summary>
    public const int StretchFrames = 16;

    /// <summary>Frames to either side within which a delay is looked for.</summary>
    public const int DelayFrames = 8;

    /// <summary>Frames that a comparison needs of each channel: the stretch and the delays around it.</summary>
    public const int WindowFrames = StretchFrames + 2 * DelayFrames;

    /// <summary>How much of the sample before is taken off each sample, to raise the highs.</summary>
    public const float PreEmphasis = 0.95f;

    private readonly int _frame;
    private readonly FourierTransform _transform;
    private readonly Complex[] _stretch;
    private readonly Complex[] _window;
    private readonly double[] _energy;

    public LikenessMeter(int frameSamples)
    {
        _frame = frameSamples;
        _transform = new((int)BitOperations.RoundUpToPowerOf2((uint)(frameSamples * (WindowFrames + StretchFrames))));
        (_stretch, _window) = (new Complex[_transform.Length], new Complex[_transform.Length]);
        _energy = new double[frameSamples * WindowFrames + 1];
    }

    /// <summary>The likeness of the stretches in the middle of two windows of <see cref="WindowFrames"/>, 0..1.</summary>
    public double Measure(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var from = DelayFrames * _frame;
        var length = StretchFrames * _frame;
        var stretchEnergy = Load(first.Slice(from, length), _stretch, default);
        Load(second, _window, _energy);
        if (stretchEnergy <= 0)
            return 0;
        _transform.Forward(_stretch);
        _transform.Forward(_window);
        for (var index = 0; index < _window.Length; index++)
            _window[index] *= Complex.Conjugate(_stretch[index]);
        _transform.Backward(_window);
        var greatest = 0.0;
        for (var delay = 0; delay <= 2 * from; delay++)
        {
            var energy = _energy[delay + length] - _energy[delay];
            if (energy <= 0)
                continue;
            var product = _window[delay].Real / _window.Length;
            greatest = Math.Max(greatest, product * product / (energy * stretchEnergy));
        }

        return Math.Min(1, Math.Sqrt(greatest));
    }

    // Voices are strongest where they are least alike in time; with the highs raised a copy stands out from a like voice.
    private static double Load(ReadOnlySpan<float> samples, Complex[] values, Span<double> energySoFar)
    {
        Array.Clear(values);
        var (before, sum) = (0f, 0.0);
        for (var index = 0; index < samples.Length; index++)
        {
            var value = samples[index] - PreEmphasis * before;
            before = samples[index];
            values[index] = value;
            sum += (double)value * value;
            if (!energySoFar.IsEmpty)
                energySoFar[index + 1] = sum;
        }

        return sum;
    }
}
