using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>
/// A notification that is to reach somebody outside the portal, written with it in one transaction. It is sent at least once: where a
/// process ends between sending and writing that down, it is sent again.
/// </summary>
internal sealed class Delivery
{
    public long Id { get; set; }

    public DeliveryChannel Channel { get; set; }

    /// <summary>By mail: name of the account. Else: name of the webhook in the settings.</summary>
    public string Target { get; set; } = "";

    /// <summary>See <see cref="Notification"/>, as of those that follow.</summary>
    public string Kind { get; set; } = "";

    public string TextKey { get; set; } = "";

    public string Arguments { get; set; } = "";

    public string? Link { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DeliveryState State { get; set; }

    public long Attempts { get; set; }

    /// <summary>Before which it is not tried.</summary>
    public DateTimeOffset NextAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var delivery = model.Entity<Delivery>().ToTable("notification_delivery");
        delivery.HasKey(static each => each.Id);
        delivery.Property(static each => each.Id).ValueGeneratedOnAdd();
        delivery.HasIndex(static each => new { each.State, each.NextAt });
        var attempt = model.Entity<DeliveryAttempt>().ToTable("notification_attempt");
        attempt.HasKey(static each => each.Id);
        attempt.Property(static each => each.Id).ValueGeneratedOnAdd();
        attempt.HasIndex(static each => new { each.DeliveryId, each.Number });
    }
}

/// <summary>One try to deliver, and what came of it.</summary>
internal sealed class DeliveryAttempt
{
    public const int MaximumErrorLength = 500;

    public long Id { get; set; }

    public long DeliveryId { get; set; }

    /// <summary>From 1.</summary>
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null where it was delivered.</summary>
    public string? Error { get; set; }
}

/// <summary>By which way something goes outside. Stored by name.</summary>
internal enum DeliveryChannel
{
    Mail,
    Webhook,
}

/// <summary>How far a delivery is. Stored by name.</summary>
internal enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Refused for good, or tried as often as it is tried.</summary>
    Failed,
}
