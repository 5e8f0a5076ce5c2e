namespace Qa.Portal.Platform.Jobs;

/// <summary>How far a job is. Stored by name.</summary>
internal enum JobState
{
    /// <summary>Waits for its turn; after its process was stopped, again.</summary>
    Queued,

    /// <summary>A process is at work on it, or has died at it a short while ago.</summary>
    Running,

    Done,

    Failed,

    Cancelled,
}
