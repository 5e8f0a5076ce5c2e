using System.Runtime.ExceptionServices;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>
/// Runs work as a hostile input would meet it in the product: on a thread with 1 MiB of stack, and with an end to its time. A
/// stack that overflows takes the whole test run with it, which is as loud as it should be.
/// </summary>
internal static class Confined
{
    private const int StackBytes = 1024 * 1024;

    /// <param name="limit">Many times what it takes on a quiet machine: it tells a slow machine from an explosion.</param>
    public static T Run<T>(TimeSpan limit, Func<T> work)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(limit))
            throw new TimeoutException($"not done after {limit}");
        failure?.Throw();
        return result!;
    }
}
