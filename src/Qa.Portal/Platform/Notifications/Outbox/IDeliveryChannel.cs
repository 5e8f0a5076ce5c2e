namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>One way outside.</summary>
internal interface IDeliveryChannel
{
    DeliveryChannel Channel { get; }

    /// <exception cref="Exception">It was not delivered; it is tried again.</exception>
    Task<DeliveryAnswer> DeliverAsync(ClaimedDelivery delivery, OutboxSettings settings, CancellationToken cancellation);
}

/// <summary>What came of a try.</summary>
/// <param name="Error">Null where it was delivered. It tells neither passwords nor URLs.</param>
/// <param name="IsFinal">Whether trying again is of no use.</param>
internal readonly record struct DeliveryAnswer(string? Error, bool IsFinal)
{
    public static DeliveryAnswer Delivered => new(null, true);

    public static DeliveryAnswer Refused(string error) => new(error, true);

    public static DeliveryAnswer Later(string error) => new(error, false);
}

/// <summary>A delivery that this process tries, under a lease of its own.</summary>
/// <param name="Attempt">From 1.</param>
internal sealed record ClaimedDelivery(
    long Id, string Lease, DeliveryChannel Channel, string Target, string Kind, string TextKey, string Arguments, string? Link, DateTimeOffset CreatedAt, long Attempt);
