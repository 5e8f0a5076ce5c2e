using System.Threading.Channels;

namespace Qa.Portal.Platform.Lines;

/// <summary>
/// One reader, several workers, one taker, and the order of the input kept: the reader puts the started work into a
/// bounded queue, and the taker waits for the oldest. So no more than the queue's length is in memory at a time, however
/// slow the taker or unequal the work.
/// </summary>
internal static class OrderedPipeline
{
    /// <param name="inFlight">How many pieces of work may wait or run at a time.</param>
    public static async Task RunAsync<TIn, TOut>(
        IAsyncEnumerable<TIn> source, Func<TIn, TOut> work, Action<TOut> take, int inFlight, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = Channel.CreateBounded<Task<TOut>>(
            new BoundedChannelOptions(inFlight) { SingleReader = true, SingleWriter = true });
        var feeding = FeedAsync(source, work, queue.Writer, stop.Token);
        try
        {
            await foreach (var result in queue.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                take(await result.ConfigureAwait(false));
            await feeding.ConfigureAwait(false);
        }
        finally
        {
            // Whatever ended the loop, nothing of ours goes on running behind the caller's back.
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (queue.Reader.TryRead(out var unused))
                await ((Task)unused).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync<TIn, TOut>(
        IAsyncEnumerable<TIn> source, Func<TIn, TOut> work, ChannelWriter<Task<TOut>> queue, CancellationToken stop)
    {
        try
        {
            await foreach (var item in source.WithCancellation(stop).ConfigureAwait(false))
                await queue.WriteAsync(Task.Run(() => work(item), stop), stop).ConfigureAwait(false);
        }
        finally
        {
            // The reader's own failure reaches the caller through the awaited feeding task, after all that was read before it.
            queue.Complete();
        }
    }
}
