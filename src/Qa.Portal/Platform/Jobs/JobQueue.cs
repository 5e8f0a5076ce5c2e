using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Jobs;

/// <summary>
/// The workers' side of jobs. A job is claimed, changed and ended by compare-and-set on its lease, so that of several workers only
/// one holds it, and who lost it changes nothing.
/// </summary>
internal sealed class JobQueue(Database database, JobLimits limits, TimeProvider time)
{
    // What has died or was cancelled too often to be claimed is ended on the way; so many at once.
    private const int MaximumEndedOnTheWay = 100;

    private const string Held = "id = @Id AND state = 'Running' AND lease_owner = @Lease";
    private const string Free = "lease_owner = NULL, lease_until = NULL";

    /// <summary>Claims the job that was started first of those which wait or whose worker died.</summary>
    /// <param name="kinds">Those that this process has handlers for.</param>
    /// <param name="ended">Jobs that were ended on the way, as they were cancelled or ended their processes too often.</param>
    public Task<ClaimedJob?> ClaimAsync(string lease, IReadOnlyCollection<string> kinds, List<JobChange> ended, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            // Kinds have no character that LIKE takes for another.
            var known = $",{string.Join(',', kinds)},";
            for (var count = 0; count < MaximumEndedOnTheWay; count++)
            {
                var now = UtcTicks.Of(time.GetUtcNow());
                var candidate = await session.QuerySingleAsync<Candidate>(
                    $"""
                     SELECT id, state, kind, arguments, owner, attempts, checkpoint, lease_owner AS LeaseOwner, cancel_requested_at AS CancelRequestedAt,
                         progress_done AS ProgressDone, progress_total AS ProgressTotal, progress_note AS ProgressNote
                     FROM job WHERE (state = 'Queued' OR state = 'Running' AND lease_until < @now) AND @known LIKE '%,' || kind || ',%'
                     ORDER BY id LIMIT 1{session.SkipLocked("job")}
                     """,
                    new { now, known }, cancellation);
                if (candidate is null)
                    return null;
                if (candidate.CancelRequestedAt is not null)
                    await EndAsync(session, candidate, "state = 'Cancelled'", now);
                else if (candidate.Attempts >= limits.Attempts)
                    await EndAsync(session, candidate, "state = 'Failed', error_key = @key, error = @error", now);
                else if (await TakeAsync(session, candidate, lease, now))
                    return new ClaimedJob(
                        candidate.Id, lease, candidate.Kind, candidate.Arguments, candidate.Owner, candidate.Attempts + 1, candidate.Checkpoint, candidate.ProgressDone, candidate.ProgressTotal,
                        candidate.ProgressNote);
                else
                    continue;
                ended.Add(new(candidate.Id, candidate.Owner));
            }

            return null;
        },
        cancellation);

    /// <summary>Makes the lease last longer.</summary>
    /// <returns>Whether it is still held, and whether the job is to be cancelled.</returns>
    public Task<LeaseAnswer> RenewAsync(ClaimedJob claim, CancellationToken cancellation) => database.WriteAsync(
        async session => await session.ExecuteAsync(
            $"UPDATE job SET lease_until = @until WHERE {Held}",
            new { claim.Id, claim.Lease, until = UtcTicks.Of(time.GetUtcNow() + limits.Lease) }, cancellation) == 1
                ? await LookAsync(session, claim, cancellation)
                : LeaseAnswer.Lost,
        cancellation);

    /// <summary>The same answer without a change.</summary>
    public Task<LeaseAnswer> LookAsync(ClaimedJob claim, CancellationToken cancellation) => database.ReadAsync(session => LookAsync(session, claim, cancellation), cancellation);

    /// <returns>False when the lease is lost, as of all that follow; nothing is changed then.</returns>
    public Task<bool> ReportAsync(ClaimedJob claim, long done, long total, string note, CancellationToken cancellation) => ChangeAsync(
        claim, "progress_done = @done, progress_total = @total, progress_note = @note", new { claim.Id, claim.Lease, done, total, note }, cancellation);

    public Task<bool> SaveCheckpointAsync(ClaimedJob claim, string checkpoint, long done, long total, string note, CancellationToken cancellation) => ChangeAsync(
        claim, "checkpoint = @checkpoint, progress_done = @done, progress_total = @total, progress_note = @note",
        new { claim.Id, claim.Lease, checkpoint, done, total, note }, cancellation);

    public Task<bool> CompleteAsync(ClaimedJob claim, JobOutcome outcome) => ChangeAsync(
        claim,
        $"""
         state = 'Done', finished_at = @now, result = @Result, progress_done = @Done, progress_total = @Total, progress_note = @Note, checkpoint = NULL,
         file_key = @FileKey, file_name = @FileName, file_type = @FileType, {Free}
         """,
        new
        {
            claim.Id, claim.Lease, now = UtcTicks.Of(time.GetUtcNow()), outcome.Result, outcome.Done, outcome.Total, outcome.Note, outcome.FileKey, outcome.FileName, outcome.FileType,
        },
        CancellationToken.None);

    public Task<bool> FailAsync(ClaimedJob claim, string key, string error) => ChangeAsync(
        claim, $"state = 'Failed', finished_at = @now, error_key = @key, error = @error, {Free}",
        new { claim.Id, claim.Lease, now = UtcTicks.Of(time.GetUtcNow()), key, error }, CancellationToken.None);

    public Task<bool> CancelAsync(ClaimedJob claim) => ChangeAsync(
        claim, $"state = 'Cancelled', finished_at = @now, {Free}", new { claim.Id, claim.Lease, now = UtcTicks.Of(time.GetUtcNow()) }, CancellationToken.None);

    /// <summary>Gives a job back as its process stops; this was no attempt.</summary>
    public Task<bool> ReleaseAsync(ClaimedJob claim) => ChangeAsync(
        claim, $"state = 'Queued', attempts = attempts - 1, {Free}", new { claim.Id, claim.Lease }, CancellationToken.None);

    private static async Task<LeaseAnswer> LookAsync(DatabaseSession session, ClaimedJob claim, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<long?>($"SELECT cancel_requested_at FROM job WHERE {Held}", new { claim.Id, claim.Lease }, cancellation);
        return found switch { [] => LeaseAnswer.Lost, [null] => LeaseAnswer.Held, _ => LeaseAnswer.CancelRequested };
    }

    private async Task<bool> TakeAsync(DatabaseSession session, Candidate candidate, string lease, long now) => await session.ExecuteAsync(
        """
        UPDATE job SET state = 'Running', lease_owner = @lease, lease_until = @until, attempts = attempts + 1, started_at = COALESCE(started_at, @now)
        WHERE id = @Id AND state = @State AND COALESCE(lease_owner, '') = @before
        """,
        new { lease, until = now + limits.Lease.Ticks, now, candidate.Id, candidate.State, before = candidate.LeaseOwner ?? "" }) == 1;

    private static Task<int> EndAsync(DatabaseSession session, Candidate candidate, string changes, long now) => session.ExecuteAsync(
        $"UPDATE job SET {changes}, finished_at = @now, {Free} WHERE id = @Id AND state = @State AND COALESCE(lease_owner, '') = @before",
        new
        {
            candidate.Id, candidate.State, before = candidate.LeaseOwner ?? "", now, key = JobErrors.Ended,
            error = FormattableString.Invariant($"its process ended {candidate.Attempts} times without a result"),
        });

    private Task<bool> ChangeAsync(ClaimedJob claim, string changes, object parameters, CancellationToken cancellation) => database.WriteAsync(
        async session => await session.ExecuteAsync($"UPDATE job SET {changes} WHERE {Held}", parameters, cancellation) == 1, cancellation);

    private sealed class Candidate
    {
        public long Id { get; set; }

        public string State { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Arguments { get; set; } = "";

        public string Owner { get; set; } = "";

        public long Attempts { get; set; }

        public string? Checkpoint { get; set; }

        public string? LeaseOwner { get; set; }

        public long? CancelRequestedAt { get; set; }

        public long ProgressDone { get; set; }

        public long ProgressTotal { get; set; }

        public string ProgressNote { get; set; } = "";
    }
}
