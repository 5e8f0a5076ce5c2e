namespace Qa.Portal.Tests;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<T> Of<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (true)
        {
            var value = await read();
            if (holds(value))
                return value;
            await Task.Delay(20, limit.Token);
        }
    }
}
