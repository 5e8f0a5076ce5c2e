namespace Qa.Portal.Platform.Jobs;

/// <summary>A job on which this process works under a lease of its own.</summary>
/// <param name="Lease">Name of the lease, of this claim alone: a later claim of the same process has another.</param>
/// <param name="Attempt">From 1.</param>
internal sealed record ClaimedJob(
    long Id, string Lease, string Kind, string Arguments, string Owner, long Attempt, string? Checkpoint, long ProgressDone, long ProgressTotal, string ProgressNote)
{
    public JobChange Change => new(Id, Owner);
}
