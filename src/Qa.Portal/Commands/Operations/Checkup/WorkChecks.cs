using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Notifications.Outbox;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>What waits: jobs, mail and messages, recordings, entries of the audit log; and the processes that should do it.</summary>
internal static class WorkChecks
{
    // A process gives a sign of life every few seconds.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestRecordingWait = TimeSpan.FromHours(4);
    private static readonly TimeSpan LongestUnsealed = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Recently = TimeSpan.FromDays(1);

    public static async Task<IReadOnlyList<CheckFinding>> RunAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        var now = subject.Time.GetUtcNow();
        await using var context = PortalDatabase.Open(database, PortalModules.Model);
        var processes = await database.ReadAsync(
            session => session.QuerySingleAsync<long>("SELECT count(*) FROM process WHERE state = 'alive' AND seen_at > @since", new { since = UtcTicks.Of(now - LongestSilence) }, cancellation), cancellation);
        return
        [
            processes > 0 ? subject.Good("processes", "doctor.processes", processes) : subject.Warning("processes", "doctor.noProcess"),
            .. await JobsAsync(subject, context, now, cancellation),
            .. await OutboxAsync(subject, context, now, cancellation),
            await OldestAsync(subject, database, "recordings", "SELECT min(received_at) FROM recording WHERE work = 1", LongestRecordingWait, now, cancellation),
            await OldestAsync(subject, database, "seals", "SELECT min(a.at) FROM audit_pending p JOIN audit a ON a.number = p.entry", processes > 0 ? LongestUnsealed : TimeSpan.MaxValue, now, cancellation),
        ];
    }

    private static async Task<IReadOnlyList<CheckFinding>> JobsAsync(CheckSubject subject, PortalContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var (queuedBefore, leaseBefore) = (now - LongestWait, now - LongestSilence);
        var waiting = await context.Set<Job>().CountAsync(job => job.State == JobState.Queued && job.CreatedAt < queuedBefore, cancellation);
        var stuck = await context.Set<Job>().CountAsync(job => job.State == JobState.Running && job.LeaseUntil < leaseBefore, cancellation);
        return [waiting + stuck == 0 ? subject.Good("jobs", "doctor.jobs") : subject.Warning("jobs", "doctor.jobsWait", waiting, stuck)];
    }

    private static async Task<IReadOnlyList<CheckFinding>> OutboxAsync(CheckSubject subject, PortalContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        // Due since then: what failed waits for its next try, and that is no fault of the queue.
        var (dueBefore, failedSince) = (now - LongestWait, now - Recently);
        var waiting = await context.Set<Delivery>().CountAsync(delivery => delivery.State == DeliveryState.Waiting && delivery.NextAt < dueBefore, cancellation);
        var failed = await context.Set<Delivery>().CountAsync(delivery => delivery.State == DeliveryState.Failed && delivery.FinishedAt > failedSince, cancellation);
        return [waiting + failed == 0 ? subject.Good("outbox", "doctor.outbox") : subject.Warning("outbox", "doctor.outboxWaits", waiting, failed)];
    }

    private static async Task<CheckFinding> OldestAsync(CheckSubject subject, Database database, string check, string sql, TimeSpan longest, DateTimeOffset now, CancellationToken cancellation)
    {
        var oldest = await database.ReadAsync(session => session.QuerySingleAsync<long?>(sql, cancellation: cancellation), cancellation);
        var age = oldest is { } ticks ? now - UtcTicks.ToTime(ticks) : TimeSpan.Zero;
        return age > longest ? subject.Warning(check, $"doctor.{check}Wait", FormattableString.Invariant($"{age.TotalHours:F1}")) : subject.Good(check, $"doctor.{check}");
    }
}
