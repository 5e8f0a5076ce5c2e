namespace Qa.Transcription.Audio.Sampling;

/// <summary>
/// The least and greatest sample of each stretch of one channel, for drawing its wave form. The stretch doubles when there
/// are too many, so that a call of any length gives between half of <see cref="MaximumCount"/> peaks and all of it.
/// </summary>
public sealed class WavePeaks
{
    /// <summary>Most stretches that are kept; even.</summary>
    public const int MaximumCount = 4_096;

    private readonly List<(float Least, float Greatest)> _peaks = [];
    private int _filled;
    private float _least = float.PositiveInfinity;
    private float _greatest = float.NegativeInfinity;

    /// <param name="samplesAPeak">Samples of the first stretches.</param>
    public WavePeaks(int samplesAPeak = 80)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplesAPeak);
        SamplesAPeak = samplesAPeak;
    }

    /// <summary>How many samples one peak stands for now; the last may stand for fewer.</summary>
    public int SamplesAPeak { get; private set; }

    public IReadOnlyList<(float Least, float Greatest)> Peaks => _filled == 0 ? [.. _peaks] : [.. _peaks, (_least, _greatest)];

    public void Add(ReadOnlySpan<float> samples)
    {
        while (samples.Length > 0)
        {
            var part = samples[..Math.Min(samples.Length, SamplesAPeak - _filled)];
            foreach (var sample in part)
            {
                _least = Math.Min(_least, sample);
                _greatest = Math.Max(_greatest, sample);
            }

            _filled += part.Length;
            samples = samples[part.Length..];
            if (_filled == SamplesAPeak)
                Close();
        }
    }

    private void Close()
    {
        _peaks.Add((_least, _greatest));
        (_filled, _least, _greatest) = (0, float.PositiveInfinity, float.NegativeInfinity);
        if (_peaks.Count < MaximumCount)
            return;
        for (var index = 0; index < MaximumCount / 2; index++)
        {
            var (first, second) = (_peaks[2 * index], _peaks[2 * index + 1]);
            _peaks[index] = (Math.Min(first.Least, second.Least), Math.Max(first.Greatest, second.Greatest));
        }

        _peaks.RemoveRange(MaximumCount / 2, MaximumCount / 2);
        SamplesAPeak *= 2;
    }
}
