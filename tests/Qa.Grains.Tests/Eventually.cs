namespace Qa.Grains.Tests;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task Async(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (!await holds())
            await Task.Delay(20, limit.Token);
    }
}
