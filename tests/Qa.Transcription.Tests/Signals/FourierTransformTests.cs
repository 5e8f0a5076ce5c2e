using System.Numerics;
using CsCheck;
using Qa.Transcription.Signals;

namespace Qa.Transcription.Tests.Signals;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(45)]
    [InlineData(128)]
    [InlineData(400)]
    public void Forward_AnyValues_IsTheSumOfTheDefinition(int length)
    {
        Gen.Double[-1, 1].Array[2 * length].Sample(parts =>
        {
            var transform = new FourierTransform(length);
            Complex[] values = [.. Enumerable.Range(0, length).Select(index => new Complex(parts[2 * index], parts[2 * index + 1]))];
            Complex[] transformed = [.. values];
            transform.Forward(transformed);
            for (var k = 0; k < length; k += Math.Max(1, length / 7))
            {
                var sum = Complex.Zero;
                for (var index = 0; index < length; index++)
                    sum += values[index] * Complex.FromPolarCoordinates(1, -2 * Math.PI * index * k / length);
                if ((sum - transformed[k]).Magnitude > 1e-9 * length)
                    return false;
            }

            transform.Backward(transformed);
            return transformed.Zip(values, (back, value) => (back / length - value).Magnitude).Max() < 1e-12 * length;
        }, iter: 20);
    }

    [Fact]
    public void Constructor_PrimeAboveFive_IsRefused() => FluentActions.Invoking(static () => new FourierTransform(14)).Should().Throw<ArgumentException>();
}
