using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Platform.Privacy.Holds;

/// <summary>Places holds and releases them. Who erases waits for who holds, and the other way round, so that nothing slips between.</summary>
internal sealed class HoldDesk(IDbContextFactory<PortalContext> contexts, Database database, TimeProvider time)
{
    public const string Permission = "privacy.hold";

    /// <param name="form">Checked; see <see cref="HoldForm.Checked"/>.</param>
    /// <returns>Its number; null where it is on an interaction that there is not, or an agent of whom there is none.</returns>
    public Task<long?> PlaceAsync(HoldForm form, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Permission);
        return database.WriteAsync(
            async session =>
            {
                await session.LockAsync(DatabaseLock.Erasure, cancellation);
                if (!await IsThereAsync(session, form, cancellation))
                    return (long?)null;
                var now = time.GetUtcNow();
                var id = await session.QuerySingleAsync<long>(
                    """
                    INSERT INTO legal_hold (kind, target, "from", "to", reason, placed_by, placed_at) VALUES (@kind, @Target, @from, @to, @Reason, @Name, @now) RETURNING id
                    """,
                    new { kind = form.Kind.ToString(), form.Target, from = TicksOf(form.From), to = TicksOf(form.To), form.Reason, actor.Name, now = UtcTicks.Of(now) }, cancellation);
                var shown = new LegalHold { Kind = form.Kind, Target = form.Target }.Shown;
                await AuditRows.AddAsync(session, new(now, actor.Name, "place legal hold", FormattableString.Invariant($"legal hold {id}"), form.Reason)
                {
                    Origin = actor.Origin, After = $"{form.Kind} {shown}{(form.From is { } from ? FormattableString.Invariant($" from {from.UtcDateTime:u}") : "")}{(form.To is { } to ? FormattableString.Invariant($" before {to.UtcDateTime:u}") : "")}",
                });
                return id;
            },
            cancellation);
    }

    /// <summary>Releases a hold, so that periods and requests reach what it was on.</summary>
    public async Task<SaveOutcome> ReleaseAsync(long id, string reason, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Permission);
        return await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(DatabaseLock.Erasure, cancellation);
                var now = time.GetUtcNow();
                var changed = await session.ExecuteAsync(
                    "UPDATE legal_hold SET released_by = @Name, released_at = @now, release_reason = @reason WHERE id = @id AND released_at IS NULL",
                    new { id, actor.Name, now = UtcTicks.Of(now), reason }, cancellation);
                if (changed == 0)
                    return await session.QuerySingleAsync<long>("SELECT count(*) FROM legal_hold WHERE id = @id", new { id }, cancellation) == 0 ? SaveOutcome.Missing : SaveOutcome.ChangedMeanwhile;
                await AuditRows.AddAsync(session, new(now, actor.Name, "release legal hold", FormattableString.Invariant($"legal hold {id}"), reason) { Origin = actor.Origin, Before = "held", After = "released" });
                return SaveOutcome.Done;
            },
            cancellation);
    }

    /// <summary>Holds, those in force first, then the newest.</summary>
    public async Task<ListRows<LegalHold>> PageAsync(ListQuery query, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var holds = context.Set<LegalHold>().AsNoTracking();
        if (query["state"] is { } state)
            holds = state == "released" ? holds.Where(static each => each.ReleasedAt != null) : holds.Where(static each => each.ReleasedAt == null);
        if (Enum.TryParse<HoldKind>(query["kind"], out var kind))
            holds = holds.Where(each => each.Kind == kind);
        if (query.Search is { Length: > 0 } text)
            holds = holds.Where(each => each.Reason.Contains(text) || (each.Kind != HoldKind.Number && each.Target.Contains(text)) || each.PlacedBy.Contains(text));
        holds = holds.OrderBy(static each => each.ReleasedAt != null).ThenByDescending(static each => each.Id);
        return new(await holds.Skip(query.Skip).Take(ListQuery.PageSize).ToListAsync(cancellation), await holds.CountAsync(cancellation));
    }

    // What comes later may be of any customer or time; an id or an agent that nothing is known of was misspelt.
    private static async Task<bool> IsThereAsync(DatabaseSession session, HoldForm form, CancellationToken cancellation) => form.Kind switch
    {
        HoldKind.Interaction => await session.QuerySingleAsync<long>(
            "SELECT count(*) FROM (SELECT 1 FROM interaction WHERE id = @Target UNION ALL SELECT 1 FROM recording WHERE interaction_id = @Target) found", new { form.Target }, cancellation) > 0,
        HoldKind.Agent => await session.QuerySingleAsync<long>("SELECT count(*) FROM (SELECT 1 FROM interaction WHERE agent_id = @Target LIMIT 1) found", new { form.Target }, cancellation) > 0,
        _ => true,
    };

    private static long? TicksOf(DateTimeOffset? time) => time is { } at ? UtcTicks.Of(at) : null;
}
