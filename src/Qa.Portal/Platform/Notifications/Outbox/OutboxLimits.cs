namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>The bounds of what goes outside.</summary>
internal sealed record OutboxLimits
{
    /// <summary>Deliveries that a process tries at once.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>After which a delivery has failed.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>After the first try; each pause is four times as long as the one before.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After which a try is given up.</summary>
    public TimeSpan Try { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a process looks for deliveries that are due.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long others wait after a process died at a delivery; much longer than a try, so that it need not be renewed.</summary>
    public TimeSpan Lease => Try * 4;

    /// <summary>How long to wait after a try that failed.</summary>
    /// <param name="attempt">From 1.</param>
    public TimeSpan PauseAfter(long attempt)
    {
        var pause = FirstPause;
        for (var number = 1L; number < attempt && pause < LongestPause; number++)
            pause *= 4;
        return pause < LongestPause ? pause : LongestPause;
    }
}
