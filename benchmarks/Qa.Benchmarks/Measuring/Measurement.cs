namespace Qa.Benchmarks.Measuring;

/// <summary>What a contender cost in each round, and its allocation.</summary>
/// <param name="NanosecondsByRound">Mean time of one operation in each round.</param>
/// <param name="BytesPerOperation">Allocated by one operation, in steady state.</param>
internal sealed record Measurement(string Name, double[] NanosecondsByRound, double BytesPerOperation)
{
    public double MedianNanoseconds => Median(NanosecondsByRound);

    /// <summary>How many times faster than another this is: the median of the rounds' ratios, with the least and the largest.</summary>
    public Ratio TimesFasterThan(Measurement other)
    {
        var ratios = NanosecondsByRound.Zip(other.NanosecondsByRound, (mine, others) => others / mine).ToArray();
        return new(Median(ratios), ratios.Min(), ratios.Max());
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A ratio over rounds measured in turn.</summary>
internal readonly record struct Ratio(double Median, double Least, double Largest)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Median:0.00} ({Least:0.00}..{Largest:0.00})");
}
