namespace Qa.Transcription.Tests.Audio;

/// <summary>Noise that is the same at every run.</summary>
internal static class Noise
{
    /// <summary>Pink noise of mean square 1: each of its octaves has the same power (Voss's sum of ever slower dice).</summary>
    public static float[] Pink(int count, int seed)
    {
        const int octaves = 16;
        var random = new Random(seed);
        var rows = new double[octaves];
        var noise = new double[count];
        for (var index = 0; index < count; index++)
        {
            var changed = index == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(index);
            if (changed < octaves)
                rows[changed] = 2 * random.NextDouble() - 1;
            noise[index] = rows.Sum() + 2 * random.NextDouble() - 1;
        }

        var mean = noise.Average();
        var scale = 1 / Math.Sqrt(noise.Average(each => (each - mean) * (each - mean)));
        return [.. noise.Select(each => (float)((each - mean) * scale))];
    }
}
