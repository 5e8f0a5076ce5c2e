using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Grains.Erasure;
using Qa.Grains.Publication;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Notifications;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>
/// Takes requests and decides on them. Nothing is erased without a second person, who names what is erased; what is looked for is
/// encrypted until it is found, and then forgotten.
/// </summary>
internal sealed class ErasureDesk(IDbContextFactory<PortalContext> contexts, Database database, JobService jobs, SoughtCustomer sought, INotifier notifier, TimeProvider time)
{
    public const string Permission = "privacy.erase";

    /// <param name="form">Checked; see <see cref="ErasureForm.Checked"/>.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AskAsync(ErasureForm form, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Permission);
        var (kind, subject) = SubjectOf(form);
        var id = await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var number = await session.QuerySingleAsync<long>(
                    """
                    INSERT INTO erasure_request (key, subject_kind, subject, sought, reason, state, asked_by, asked_at, found, erased, held, counts, version)
                    VALUES (@key, @kind, @subject, @sought, @Reason, @state, @Name, @now, 0, 0, 0, '{}', 1) RETURNING id
                    """,
                    new
                    {
                        key = Guid.NewGuid().ToString("n"), kind = kind.ToString(), subject, sought = kind == SubjectKind.Interactions ? null : sought.Hide(form), form.Reason,
                        state = nameof(ErasureState.Finding), actor.Name, now = UtcTicks.Of(now),
                    },
                    cancellation);
                await ErasureItemRows.AddAsync(session, number, form.Interactions ?? [], cancellation);
                await AuditRows.AddAsync(session, new(now, actor.Name, "ask for erasure", SubjectOf(number), form.Reason) { Origin = actor.Origin, After = $"{kind} {subject}" });
                return number;
            },
            cancellation);
        await StartAsync(id, FindJob.JobKind, actor.Name, cancellation);
        return id;
    }

    /// <summary>Has a request carried out, by somebody other than who asked.</summary>
    /// <param name="confirmation">As <see cref="ErasureRequest.Confirmation"/> says it.</param>
    public async Task<Answer<ErasureRequest>> ApproveAsync(long id, string confirmation, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Permission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<ErasureRequest>().SingleOrDefaultAsync(each => each.Id == id, cancellation) is not { } request)
            return NotFound(id);
        if (request.State != ErasureState.Waiting || request.Found == 0)
            return Closed(request);
        if (IsOwn(request, actor))
            return Refusal.Of(RefusalKind.NotThisPerson, $"{actor.Name} asked for it; expected somebody else to approve it");
        if (confirmation.Trim() != request.Confirmation)
            return Refusal.Of(RefusalKind.InvalidRequest, $"confirmation: found '{confirmation}', expected '{request.Confirmation}'");
        (request.State, request.DecidedBy, request.DecidedAt) = (ErasureState.Erasing, actor.Name, time.GetUtcNow());
        context.Add(AuditRecord.Of(request.DecidedAt.Value, actor.Name, actor.Origin, "approve erasure", SubjectOf(id), nameof(ErasureState.Waiting), nameof(ErasureState.Erasing), detail: request.Counts));
        if (await SavedAsync(context, cancellation) is { } refusal)
            return refusal;
        await StartAsync(id, EraseJob.JobKind, actor.Name, cancellation);
        return request;
    }

    /// <summary>Takes a request back, by who asked: nothing is erased.</summary>
    public Task<Answer<ErasureRequest>> WithdrawAsync(long id, Actor actor, CancellationToken cancellation = default) =>
        EndAsync(id, ErasureState.Withdrawn, null, actor, cancellation);

    /// <summary>Refuses the request of somebody else: nothing is erased.</summary>
    /// <param name="reason">At most <see cref="ErasureOrder.MaximumReasonLength"/> characters.</param>
    public async Task<Answer<ErasureRequest>> RefuseAsync(long id, string reason, Actor actor, CancellationToken cancellation = default) =>
        reason.Trim().Length is 0 or > ErasureOrder.MaximumReasonLength
            ? Refusal.Of(RefusalKind.InvalidRequest, $"reason: found {reason.Trim().Length} characters, expected 1 to {ErasureOrder.MaximumReasonLength}")
            : await EndAsync(id, ErasureState.Refused, reason.Trim(), actor, cancellation);

    /// <summary>Starts again what nobody works on, because a process ended between two steps, or a job failed.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var open = await context.Set<ErasureRequest>().AsNoTracking().Where(static each => each.State == ErasureState.Finding || each.State == ErasureState.Erasing).ToListAsync(cancellation);
        foreach (var request in open)
        {
            if (await context.Set<Job>().AnyAsync(job => job.Id == request.JobId && (job.State == JobState.Queued || job.State == JobState.Running), cancellation))
                continue;
            var (kind, owner) = request.State == ErasureState.Finding ? (FindJob.JobKind, request.AskedBy) : (EraseJob.JobKind, request.DecidedBy ?? request.AskedBy);
            await StartAsync(request.Id, kind, owner, cancellation);
        }
    }

    /// <summary>Whether somebody asked for it, also by a machine.</summary>
    public static bool IsOwn(ErasureRequest request, Actor actor) => ActorName.IsSamePerson(request.AskedBy, actor.Name);

    public static string SubjectOf(long id) => string.Create(CultureInfo.InvariantCulture, $"erasure request {id}");

    private async Task<Answer<ErasureRequest>> EndAsync(long id, ErasureState end, string? reason, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Permission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<ErasureRequest>().SingleOrDefaultAsync(each => each.Id == id, cancellation) is not { } request)
            return NotFound(id);
        if (request.State is not (ErasureState.Waiting or ErasureState.Finding))
            return Closed(request);
        if (IsOwn(request, actor) != (end == ErasureState.Withdrawn))
            return Refusal.Of(RefusalKind.NotThisPerson, $"{request.AskedBy} asked for it; expected {(end == ErasureState.Withdrawn ? "the same person to take it back" : "somebody else to refuse it")}");
        var before = request.State;
        (request.State, request.DecidedBy, request.DecidedAt, request.EndedAt, request.Sought, request.RefusedBecause) = (end, actor.Name, time.GetUtcNow(), time.GetUtcNow(), null, reason);
        context.Add(AuditRecord.Of(request.DecidedAt.Value, actor.Name, actor.Origin, end == ErasureState.Withdrawn ? "withdraw erasure" : "refuse erasure", SubjectOf(id), before.ToString(), end.ToString(), detail: reason ?? ""));
        if (reason is not null)
            await notifier.SendAsync(context, RefusalMessage(request, reason), [ActorName.PersonOf(request.AskedBy)], cancellation);
        return await SavedAsync(context, cancellation) is { } refusal ? refusal : request;
    }

    private static NotificationMessage RefusalMessage(ErasureRequest request, string reason) =>
        new NotificationMessage("privacy.refused", "notify.erasureRefused", FormattableString.Invariant($"/privacy/requests/{request.Id}")).With("person", request.DecidedBy!).With("reason", reason);

    private static (SubjectKind Kind, string Shown) SubjectOf(ErasureForm form) => form switch
    {
        { Phone: { } phone } => (SubjectKind.Number, PhoneMask.Mask(phone)),
        { CustomerId: { } customer } => (SubjectKind.Customer, PhoneMask.Mask(customer)),
        _ => (SubjectKind.Interactions, (form.Interactions?.Count ?? 0).ToString(CultureInfo.InvariantCulture)),
    };

    // Where too much of this person waits already, it is started by whoever looks for what nobody works on.
    private async Task StartAsync(long id, string kind, string owner, CancellationToken cancellation)
    {
        if (await jobs.StartAsync(kind, new RequestJob(id), owner, cancellation) is { } job)
            await database.WriteAsync(session => session.ExecuteAsync("UPDATE erasure_request SET job_id = @job WHERE id = @id", new { job = job.Id, id }, cancellation), cancellation);
    }

    private static async Task<Refusal?> SavedAsync(PortalContext context, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Of(RefusalKind.Closed, "somebody else has decided on it meanwhile");
        }
    }

    private static Refusal NotFound(long id) => Refusal.Of(RefusalKind.NotFound, FormattableString.Invariant($"there is no request {id}"));

    private static Refusal Closed(ErasureRequest request) => Refusal.Of(RefusalKind.Closed, FormattableString.Invariant($"the request {request.Id} is '{request.State}' and has {request.Found} interactions; expected one that waits and has some"));
}
