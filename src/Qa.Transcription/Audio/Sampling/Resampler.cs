namespace Qa.Transcription.Audio.Sampling;

/// <summary>
/// Changes the sample rate of one channel by a ratio of whole numbers: of the sound filled up with zeros to the common
/// multiple of both rates, filtered, and thinned out again, only the products that are not zero are computed (polyphase).
/// The filter is a windowed sinc (Kaiser, 80 dB) that keeps 90 % of the narrower band. Its delay is taken out: a sound at
/// second t of the input is at second t of the output.
/// </summary>
public sealed class Resampler
{
    private const double KeptBand = 0.9;
    private const double KaiserBeta = 7.857;

    // Zero crossings of the sinc on either side: what 80 dB and the band above need.
    private const int Crossings = 26;

    private readonly int _up;
    private readonly int _down;
    private readonly int _taps;
    private readonly float[] _phases;
    private float[] _history;
    private int _held;

    // INVARIANT: where the next output lies, in steps of 1/_up input samples from the first sample held in _history.
    private long _next;

    public Resampler(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toRate);
        var divisor = GreatestCommonDivisor(fromRate, toRate);
        (_up, _down) = (toRate / divisor, fromRate / divisor);
        var half = _up == _down ? 0 : (int)Math.Ceiling(Crossings * Math.Max(1.0, (double)_down / _up));
        _taps = 2 * half + 1;
        _phases = Design(_up, _down, half);

        // Silence before the beginning, so that the first output has a full filter around it.
        _history = new float[_taps + 4096];
        _held = half;
    }

    /// <summary>Takes samples and adds what they complete to <paramref name="output"/>.</summary>
    public void Add(ReadOnlySpan<float> input, List<float> output)
    {
        if (_up == _down)
        {
            output.AddRange(input);
            return;
        }

        if (_held + input.Length > _history.Length)
            Array.Resize(ref _history, Math.Max(_held + input.Length, _history.Length * 2));
        input.CopyTo(_history.AsSpan(_held));
        _held += input.Length;
        while (true)
        {
            var first = (int)(_next / _up);
            if (first + _taps > _held)
                break;
            var phase = (int)(_next % _up);
            output.Add(Dot(_history.AsSpan(first, _taps), _phases.AsSpan(phase * _taps, _taps)));
            _next += _down;
        }

        var done = (int)Math.Min(_next / _up, _held);
        _history.AsSpan(done, _held - done).CopyTo(_history);
        _held -= done;
        _next -= (long)done * _up;
    }

    /// <summary>Adds what is still to come after the last sample.</summary>
    public void Finish(List<float> output) => Add(new float[_taps / 2], output);

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);

    /// <summary>For each of the <paramref name="up"/> places between two inputs, the weights of the inputs around it.</summary>
    private static float[] Design(int up, int down, int half)
    {
        var taps = 2 * half + 1;
        var cutoff = KeptBand * Math.Min(1.0, (double)up / down);
        var phases = new float[up * taps];
        for (var phase = 0; phase < up; phase++)
        {
            var weights = phases.AsSpan(phase * taps, taps);
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                var distance = tap - half - (double)phase / up;
                var weight = cutoff * Sinc(cutoff * distance) * Kaiser(distance / (half + 1));
                weights[tap] = (float)weight;
                sum += weight;
            }

            // Each place passes a constant unchanged; without this a steady level would ripple from place to place.
            for (var tap = 0; tap < taps; tap++)
                weights[tap] = (float)(weights[tap] / sum);
        }

        return phases;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(KaiserBeta * Math.Sqrt(1 - x * x)) / Bessel(KaiserBeta);

    // The modified Bessel function of order 0, by its series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
