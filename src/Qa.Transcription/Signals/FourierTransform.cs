using System.Numerics;

namespace Qa.Transcription.Signals;

/// <summary>
/// The discrete Fourier transform of one length, whose only prime factors are 2, 3 and 5. The length is split by its factors
/// (Cooley and Tukey) with all roots of unity computed once. Not for use by several threads at once.
/// </summary>
internal sealed class FourierTransform
{
    private static readonly int[] Factors = [4, 2, 3, 5];

    private readonly Complex[] _roots;
    private readonly Complex[] _scratch;
    private readonly int[] _radices;

    public FourierTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Length = length;
        _roots = [.. Enumerable.Range(0, length).Select(index => Complex.FromPolarCoordinates(1, -2 * Math.PI * index / length))];
        _scratch = new Complex[length];
        var radices = new List<int>();
        foreach (var factor in Factors)
        {
            for (; length % factor == 0; length /= factor)
                radices.Add(factor);
        }

        if (length != 1)
            throw new ArgumentException($"{Length} has a prime factor other than 2, 3 and 5", nameof(length));
        _radices = [.. radices];
    }

    public int Length { get; }

    /// <summary>Transforms in place.</summary>
    public void Forward(Span<Complex> values)
    {
        values.CopyTo(_scratch);
        Split(_scratch, values, 0, Length, 1, 0);
    }

    /// <summary>Transforms back in place, without dividing by the length.</summary>
    public void Backward(Span<Complex> values)
    {
        for (var index = 0; index < values.Length; index++)
            values[index] = Complex.Conjugate(values[index]);
        Forward(values);
        for (var index = 0; index < values.Length; index++)
            values[index] = Complex.Conjugate(values[index]);
    }

    // Every stride-th input from start on, length of them, into output; depth counts the radices used.
    private void Split(ReadOnlySpan<Complex> input, Span<Complex> output, int start, int length, int stride, int depth)
    {
        if (length == 1)
        {
            output[0] = input[start];
            return;
        }

        var radix = _radices[depth];
        var part = length / radix;
        for (var index = 0; index < radix; index++)
            Split(input, output.Slice(index * part, part), start + index * stride, part, stride * radix, depth + 1);
        switch (radix)
        {
            case 2: Join2(output, part, stride); break;
            case 4: Join4(output, part, stride); break;
            default: JoinAny(output, radix, part, stride); break;
        }
    }

    private void Join2(Span<Complex> output, int part, int stride)
    {
        for (var k = 0; k < part; k++)
        {
            var (even, odd) = (output[k], output[part + k] * _roots[k * stride]);
            (output[k], output[part + k]) = (even + odd, even - odd);
        }
    }

    private void Join4(Span<Complex> output, int part, int stride)
    {
        for (var k = 0; k < part; k++)
        {
            var a = output[k];
            var b = output[part + k] * _roots[k * stride];
            var c = output[2 * part + k] * _roots[2 * k * stride];
            var d = output[3 * part + k] * _roots[3 * k * stride];
            var (sumEven, differenceEven, sumOdd) = (a + c, a - c, b + d);
            var difference = b - d;
            var turned = new Complex(difference.Imaginary, -difference.Real);
            output[k] = sumEven + sumOdd;
            output[part + k] = differenceEven + turned;
            output[2 * part + k] = sumEven - sumOdd;
            output[3 * part + k] = differenceEven - turned;
        }
    }

    private void JoinAny(Span<Complex> output, int radix, int part, int stride)
    {
        const int largestRadix = 5;
        Span<Complex> values = stackalloc Complex[largestRadix];
        for (var k = 0; k < part; k++)
        {
            for (var index = 0; index < radix; index++)
                values[index] = output[index * part + k] * _roots[index * k * stride];
            for (var row = 0; row < radix; row++)
            {
                var sum = values[0];
                for (var index = 1; index < radix; index++)
                    sum += values[index] * _roots[(int)((long)row * index * part * stride % Length)];
                output[row * part + k] = sum;
            }
        }
    }
}
