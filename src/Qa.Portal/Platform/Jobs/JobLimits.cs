namespace Qa.Portal.Platform.Jobs;

/// <summary>The bounds of background work.</summary>
internal sealed record JobLimits
{
    /// <summary>Jobs that a process runs at once.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>Jobs of one account that have not ended; with more, no further one is taken.</summary>
    public int UnfinishedOfOne { get; init; } = 50;

    /// <summary>How long a lease lasts if it is not renewed: after a crash, others wait so long.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a process looks for new jobs and whether its running ones are to be cancelled.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Progress is written no more often than this.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a job is begun whose process ended each time.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How often what is too old is looked for.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Jobs that are deleted in one transaction.</summary>
    public int SweptAtOnce { get; init; } = 500;
}
