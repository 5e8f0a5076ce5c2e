using Qa.Portal.Platform.Lines;

namespace Qa.Portal.Tests.Platform.Lines;

public sealed class OrderedPipelineTests
{
    [Fact]
    public async Task RunAsync_UnequalWork_TakesInOrderAndBounded()
    {
        const int inFlight = 3;
        var (running, most) = (0, 0);
        var taken = new List<int>();

        await OrderedPipeline.RunAsync(
            Numbers(200),
            number =>
            {
                InterlockedMaximum(ref most, Interlocked.Increment(ref running));
                Thread.SpinWait(number % 7 * 1000);
                return number;
            },
            number =>
            {
                Interlocked.Decrement(ref running);
                taken.Add(number);
            },
            inFlight,
            CancellationToken.None);

        taken.Should().Equal(Enumerable.Range(0, 200));
        most.Should().BeLessThanOrEqualTo(inFlight + 2, "one more may wait to enter the queue, and one be on its way out");
    }

    [Fact]
    public async Task RunAsync_SourceFails_TakesWhatCameBeforeAndThrows()
    {
        var taken = new List<int>();

        var run = () => OrderedPipeline.RunAsync(Failing(5), static number => number, taken.Add, 2, CancellationToken.None);

        await run.Should().ThrowAsync<IOException>();
        taken.Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public async Task RunAsync_WorkOrTakingFails_ThrowsAndStops()
    {
        var work = () => OrderedPipeline.RunAsync<int, int>(Numbers(1000), static _ => throw new InvalidOperationException("work"), static _ => { }, 2, CancellationToken.None);
        var take = () => OrderedPipeline.RunAsync(Numbers(1000), static number => number, static _ => throw new IOException("take"), 2, CancellationToken.None);

        await work.Should().ThrowAsync<InvalidOperationException>();
        await take.Should().ThrowAsync<IOException>();
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (var number = 0; number < count; number++)
        {
            if (number % 10 == 0)
                await Task.Yield();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<int> Failing(int after)
    {
        await foreach (var number in Numbers(after))
            yield return number;
        throw new IOException("source");
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
            seen = Interlocked.CompareExchange(ref target, value, seen);
    }
}
