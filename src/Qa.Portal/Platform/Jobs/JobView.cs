namespace Qa.Portal.Platform.Jobs;

/// <summary>A job as who started it sees it.</summary>
/// <param name="ProgressTotal">0 where it is not known.</param>
/// <param name="ProgressNote">Key of a text; empty for none.</param>
/// <param name="ErrorKey">Key of a text; of a failed job only.</param>
/// <param name="FileName">Null where there is no file.</param>
internal sealed record JobView(
    long Id, string Kind, string Arguments, JobState State, long ProgressDone, long ProgressTotal, string ProgressNote, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt, long Attempts, bool IsCancelRequested, string? ErrorKey, string? Error, string? Result, string? FileName)
{
    public bool IsFinished => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    public static JobView Of(Job job) => new(
        job.Id, job.Kind, job.Arguments, job.State, job.ProgressDone, job.ProgressTotal, job.ProgressNote, job.CreatedAt, job.StartedAt, job.FinishedAt, job.Attempts,
        job.CancelRequestedAt is not null, job.ErrorKey, job.Error, job.Result, job.State == JobState.Done ? job.FileName : null);
}
