namespace Qa.Portal.Platform.Jobs;

/// <summary>What has become of a lease.</summary>
internal enum LeaseAnswer
{
    Held,

    /// <summary>Held, and who started the job wants it to end.</summary>
    CancelRequested,

    /// <summary>Somebody else has it, or the job is gone.</summary>
    Lost,
}
