using Qa.Grains.Storage;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>
/// The workers' side of recordings: each is claimed alone and for a while, and the claim is renewed as long as its worker lives. What
/// a worker that ended held is claimed again; what ends its worker three times is set aside.
/// </summary>
internal sealed class RecordingQueue(Database database, TimeProvider time)
{
    /// <summary>Tries after which a recording is set aside.</summary>
    public const long MaximumAttempts = 3;

    /// <summary>How long a claim lasts if it is not renewed.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(45);

    /// <summary>After which a failed try is repeated; longer each time.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(15);

    // Values of the column "work".
    private const long None = 0;
    private const long Wanted = 1;
    private const long WhenModelComes = 2;

    /// <summary>Gives back what was held when a process ended, where no other process can be at work on the database.</summary>
    public Task ReleaseLeftAsync() => database.IsShared
        ? Task.CompletedTask
        : database.WriteAsync(session => session.ExecuteAsync("UPDATE recording SET owner = NULL, claimed_until = NULL WHERE owner IS NOT NULL"));

    /// <summary>Claims the recording that has waited longest.</summary>
    /// <param name="hasModel">Whether this process can write texts, so that those which wait for that are claimed too.</param>
    public Task<ClaimedRecording?> ClaimAsync(string owner, bool hasModel, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            while (await NextAsync(session, hasModel) is { } number)
            {
                var row = (await RecordingRows.FindAsync(session, number))!;
                if (row.Attempts >= MaximumAttempts)
                {
                    await FailAsync(session, number, row.Reason ?? FormattableString.Invariant($"its worker ended {row.Attempts} times without a result"));
                    continue;
                }

                await session.ExecuteAsync(
                    "UPDATE recording SET owner = @owner, claimed_until = @until, attempts = attempts + 1 WHERE number = @number",
                    new { owner, until = UtcTicks.Of(time.GetUtcNow() + ClaimTime), number });
                return new ClaimedRecording(
                    row, owner, await RecordingRows.ReadAsync(session, number, RecordingRows.Document.Transcript),
                    row.State == QueueStates.Heard ? await RecordingRows.ReadAsync(session, number, RecordingRows.Document.Interaction) : null);
            }

            return null;
        },
        cancellation);

    /// <returns>False when the claim is lost: somebody else holds the recording, or it was changed.</returns>
    public Task<bool> RenewAsync(ClaimedRecording claim, CancellationToken cancellation)
    {
        var until = UtcTicks.Of(time.GetUtcNow() + ClaimTime);
        return UpdateAsync(claim, "claimed_until = @until", new { claim.Row.Number, claim.Owner, claim.Row.Generation, until }, cancellation);
    }

    /// <summary>Gives a claim back as if it had never been made.</summary>
    public Task<bool> ReleaseAsync(ClaimedRecording claim) => UpdateAsync(
        claim, "owner = NULL, claimed_until = NULL, attempts = attempts - 1",
        new { claim.Row.Number, claim.Owner, claim.Row.Generation }, CancellationToken.None);

    /// <summary>Stores what was heard. With an interaction the claim goes on until that is stored too.</summary>
    /// <returns>False when the claim is lost; nothing is stored then.</returns>
    public Task<bool> CompleteAsync(ClaimedRecording claim, HeardResult result) => UpdateAsync(
        claim,
        result.Interaction is null
            ? """
              state = @State, reason = @Reason, work = @work, outcome = @Outcome, peaks = @Peaks, interaction = NULL,
              owner = NULL, claimed_until = NULL, attempts = 0, changed_at = @now
              """
            : "state = 'heard', reason = NULL, work = @work, outcome = @Outcome, peaks = @Peaks, interaction = @Interaction, attempts = 1, changed_at = @now",
        new
        {
            claim.Row.Number, claim.Owner, claim.Row.Generation, result.State, result.Reason, result.Outcome, result.Peaks, result.Interaction,
            work = result.Interaction is not null ? Wanted : result.WaitsForModel ? WhenModelComes : None, now = UtcTicks.Of(time.GetUtcNow()),
        },
        CancellationToken.None);

    /// <summary>Ends the work on a recording whose interaction is stored.</summary>
    public Task<bool> FinishAsync(ClaimedRecording claim, string state) => UpdateAsync(
        claim, "state = @state, reason = NULL, work = @None, is_stored = 1, owner = NULL, claimed_until = NULL, attempts = 0, changed_at = @now",
        new { claim.Row.Number, claim.Owner, claim.Row.Generation, state, None, now = UtcTicks.Of(time.GetUtcNow()) }, CancellationToken.None);

    /// <summary>Ends the work on a recording whose interaction is not taken.</summary>
    public Task<bool> RefuseAsync(ClaimedRecording claim, string state, string? reason) => UpdateAsync(
        claim, "state = @state, reason = @reason, work = @None, owner = NULL, claimed_until = NULL, attempts = 0, changed_at = @now",
        new { claim.Row.Number, claim.Owner, claim.Row.Generation, state, reason, None, now = UtcTicks.Of(time.GetUtcNow()) }, CancellationToken.None);

    /// <summary>Has a failed try repeated after a pause; after the last one the recording is set aside when it is claimed next.</summary>
    public Task<bool> PostponeAsync(ClaimedRecording claim, string reason)
    {
        var next = time.GetUtcNow() + RetryPause * (claim.Row.Attempts + 1);
        return UpdateAsync(
            claim, "reason = @reason, owner = NULL, claimed_until = @next",
            new { claim.Row.Number, claim.Owner, claim.Row.Generation, reason, next = UtcTicks.Of(next) }, CancellationToken.None);
    }

    private Task<long?> NextAsync(DatabaseSession session, bool hasModel) => session.QuerySingleAsync<long?>(
        $"""
         SELECT number FROM recording WHERE work IN (@Wanted, @also) AND (claimed_until IS NULL OR claimed_until < @now)
         ORDER BY work, number LIMIT 1{session.SkipLocked("recording")}
         """,
        new { Wanted, also = hasModel ? WhenModelComes : Wanted, now = UtcTicks.Of(time.GetUtcNow()) });

    private Task<int> FailAsync(DatabaseSession session, long number, string reason) => session.ExecuteAsync(
        "UPDATE recording SET state = 'failed', reason = @reason, work = @None, owner = NULL, claimed_until = NULL, changed_at = @now WHERE number = @number",
        new { number, reason, None, now = UtcTicks.Of(time.GetUtcNow()) });

    private Task<bool> UpdateAsync(ClaimedRecording claim, string changes, object parameters, CancellationToken cancellation) => database.WriteAsync(
        async session => await session.ExecuteAsync(
            $"UPDATE recording SET {changes} WHERE number = @Number AND owner = @Owner AND generation = @Generation", parameters) == 1,
        cancellation);
}
