using Qa.Benchmarks.Matcher;

namespace Qa.Benchmarks.Measuring;

/// <summary>
/// Measures contenders in interleaved rounds: each round gives every contender a slice of time, one after the other, in an
/// order that turns, so that a slow moment of the machine meets all of them and ratios stay true. Time is the thread's own, without what others take.
/// </summary>
internal static class Contest
{
    public static Measurement[] Run(TimeSpan slice, int rounds, params Contender[] contenders)
    {
        var batches = contenders.Select(contender => Calibrate(contender, slice)).ToArray();
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var place = 0; place < contenders.Length; place++)
            {
                var index = (place + round) % contenders.Length;
                times[index][round] = Time(contenders[index], batches[index]) / batches[index];
            }
        }

        return [.. contenders.Select((contender, index) => new Measurement(contender.Name, times[index], Allocation(contender)))];
    }

    /// <summary>How many operations fill a slice, once the code is hot.</summary>
    private static int Calibrate(Contender contender, TimeSpan slice)
    {
        var batch = 1;
        while (true)
        {
            var nanoseconds = Time(contender, batch);
            if (nanoseconds >= slice.TotalNanoseconds / 2 || batch >= 1 << 24)
                return Math.Max(1, (int)(batch * slice.TotalNanoseconds / Math.Max(1, nanoseconds)));
            batch *= 2;
        }
    }

    private static double Time(Contender contender, int batch)
    {
        var start = ThreadClock.Milliseconds;
        var sum = 0L;
        for (var operation = 0; operation < batch; operation++)
            sum += contender.Operation();
        var elapsed = (ThreadClock.Milliseconds - start) * 1e6;
        GC.KeepAlive(sum);
        return elapsed;
    }

    private static double Allocation(Contender contender)
    {
        const int operations = 16;
        contender.Operation();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var operation = 0; operation < operations; operation++)
            contender.Operation();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)operations;
    }
}
