using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>
/// The workers' side of deliveries: each is claimed by one, by compare-and-set, and what came of each try is written down. A try whose
/// process died counts too.
/// </summary>
internal sealed class DeliveryQueue(Database database, OutboxLimits limits, TimeProvider time)
{
    private const int MaximumEndedOnTheWay = 100;

    /// <summary>Claims the delivery that is due longest.</summary>
    public Task<ClaimedDelivery?> ClaimAsync(string lease, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            for (var count = 0; count < MaximumEndedOnTheWay; count++)
            {
                var now = UtcTicks.Of(time.GetUtcNow());
                var row = await session.QuerySingleAsync<Row>(
                    $"""
                     SELECT id, channel, target, kind, text_key AS TextKey, arguments, link, created_at AS CreatedAt, attempts, lease_owner AS LeaseOwner FROM notification_delivery
                     WHERE state = 'Waiting' AND next_at <= @now AND (lease_until IS NULL OR lease_until < @now) ORDER BY next_at, id LIMIT 1{session.SkipLocked("notification_delivery")}
                     """,
                    new { now }, cancellation);
                if (row is null)
                    return null;
                if (row.LeaseOwner is not null)
                    await AddAttemptAsync(session, row.Id, row.Attempts, now, "the process ended in the middle; whether it was delivered is not known");
                if (row.Attempts >= limits.Attempts)
                {
                    await session.ExecuteAsync("UPDATE notification_delivery SET state = 'Failed', finished_at = @now, lease_owner = NULL, lease_until = NULL WHERE id = @Id", new { now, row.Id });
                    continue;
                }

                var taken = await session.ExecuteAsync(
                    """
                    UPDATE notification_delivery SET lease_owner = @lease, lease_until = @until, attempts = attempts + 1
                    WHERE id = @Id AND state = 'Waiting' AND COALESCE(lease_owner, '') = @before
                    """,
                    new { lease, until = now + limits.Lease.Ticks, row.Id, before = row.LeaseOwner ?? "" });
                if (taken == 1)
                    return new ClaimedDelivery(
                        row.Id, lease, Enum.Parse<DeliveryChannel>(row.Channel), row.Target, row.Kind, row.TextKey, row.Arguments, row.Link, new(row.CreatedAt, TimeSpan.Zero), row.Attempts + 1);
            }

            return null;
        },
        cancellation);

    /// <summary>Writes down what came of a try.</summary>
    /// <returns>False when the lease is lost; somebody else tries it then.</returns>
    public Task<bool> FinishAsync(ClaimedDelivery claim, DeliveryAnswer answer) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        var state = answer.Error is null ? DeliveryState.Delivered : answer.IsFinal || claim.Attempt >= limits.Attempts ? DeliveryState.Failed : DeliveryState.Waiting;
        var changed = await session.ExecuteAsync(
            "UPDATE notification_delivery SET state = @state, next_at = @next, finished_at = @finished, lease_owner = NULL, lease_until = NULL WHERE id = @Id AND lease_owner = @Lease",
            new
            {
                claim.Id, claim.Lease, state = state.ToString(), next = UtcTicks.Of(now + limits.PauseAfter(claim.Attempt)),
                finished = state == DeliveryState.Waiting ? (long?)null : UtcTicks.Of(now),
            });
        if (changed == 1)
            await AddAttemptAsync(session, claim.Id, claim.Attempt, UtcTicks.Of(now), answer.Error);
        return changed == 1;
    });

    /// <summary>Gives a delivery back as its process stops; this was no try.</summary>
    public Task ReleaseAsync(ClaimedDelivery claim) => database.WriteAsync(session => session.ExecuteAsync(
        "UPDATE notification_delivery SET attempts = attempts - 1, lease_owner = NULL, lease_until = NULL WHERE id = @Id AND lease_owner = @Lease", new { claim.Id, claim.Lease }));

    private static Task<int> AddAttemptAsync(DatabaseSession session, long delivery, long number, long at, string? error)
    {
        // PostgreSQL keeps no zero in a text.
        var kept = error?.Replace('\0', ' ');
        if (kept?.Length > DeliveryAttempt.MaximumErrorLength)
            kept = kept[..DeliveryAttempt.MaximumErrorLength];
        return session.ExecuteAsync("INSERT INTO notification_attempt (delivery_id, number, at, error) VALUES (@delivery, @number, @at, @kept)", new { delivery, number, at, kept });
    }

    private sealed class Row
    {
        public long Id { get; set; }

        public string Channel { get; set; } = "";

        public string Target { get; set; } = "";

        public string Kind { get; set; } = "";

        public string TextKey { get; set; } = "";

        public string Arguments { get; set; } = "";

        public string? Link { get; set; }

        public long CreatedAt { get; set; }

        public long Attempts { get; set; }

        public string? LeaseOwner { get; set; }
    }
}
