using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>What went outside and what did not, for those who keep the settings.</summary>
internal sealed class OutboxService(IDbContextFactory<PortalContext> contexts, NotificationSignal signal, TimeProvider time)
{
    /// <summary>Most deliveries of one list.</summary>
    public const int MaximumListed = 200;

    /// <summary>Deliveries with their tries, the newest first.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="before">Only those before the one of this number; null from the newest on.</param>
    public async Task<IReadOnlyList<DeliveryView>> ListAsync(DeliveryState? state = null, long? before = null, int count = MaximumListed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await context.Set<Delivery>().AsNoTracking().Where(each => (state == null || each.State == state) && (before == null || each.Id < before))
            .OrderByDescending(static each => each.Id).Take(Math.Min(count, MaximumListed)).ToListAsync(cancellation);
        var ids = found.Select(static each => each.Id).ToList();
        var attempts = (await context.Set<DeliveryAttempt>().AsNoTracking().Where(each => ids.Contains(each.DeliveryId)).OrderBy(static each => each.Id).ToListAsync(cancellation))
            .ToLookup(static each => each.DeliveryId, static each => new DeliveryAttemptView(each.Number, each.At, each.Error));
        return [.. found.Select(each => new DeliveryView(each.Id, each.Channel, each.Target, each.Kind, each.State, each.CreatedAt, each.FinishedAt, [.. attempts[each.Id]]))];
    }

    /// <summary>Has a failed delivery tried again, as often as a new one.</summary>
    /// <returns>False where there is no failed one of this number.</returns>
    public async Task<bool> RetryAsync(long id, string actor, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Delivery>().SingleOrDefaultAsync(each => each.Id == id && each.State == DeliveryState.Failed, cancellation) is not { } delivery)
            return false;
        (delivery.State, delivery.Attempts, delivery.NextAt, delivery.FinishedAt) = (DeliveryState.Waiting, 0, time.GetUtcNow(), null);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor, "retry delivery", FormattableString.Invariant($"delivery {id}"), "failed", "waiting", detail: $"{delivery.Channel} {delivery.Target}"));
        await context.SaveChangesAsync(cancellation);
        signal.WakeOutbox();
        return true;
    }
}

/// <summary>A delivery as those see it who keep the settings.</summary>
internal sealed record DeliveryView(
    long Id, DeliveryChannel Channel, string Target, string Kind, DeliveryState State, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, ImmutableArray<DeliveryAttemptView> Attempts);

/// <summary>One try of it.</summary>
/// <param name="Error">Null where it was delivered.</param>
internal sealed record DeliveryAttemptView(long Number, DateTimeOffset At, string? Error);
