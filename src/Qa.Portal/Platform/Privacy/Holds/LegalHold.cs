using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Privacy.Holds;

/// <summary>保全: something is kept whatever is asked and however old it is, as long as a dispute or an authority needs it. Never deleted: released.</summary>
internal sealed class LegalHold
{
    /// <summary>Longest target, in characters.</summary>
    public const int MaximumTargetLength = 128;

    /// <summary>Longest reason, in characters.</summary>
    public const int MaximumReasonLength = 500;

    private const int MaximumPersonLength = 200;

    public long Id { get; init; }

    public HoldKind Kind { get; init; }

    /// <summary>An id; of a number its digits; empty of a period.</summary>
    public string Target { get; init; } = "";

    /// <summary>Of when: from this time on, and before the other; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateTimeOffset? To { get; init; }

    public string Reason { get; init; } = "";

    public string PlacedBy { get; init; } = "";

    public DateTimeOffset PlacedAt { get; init; }

    public string? ReleasedBy { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    public string? ReleaseReason { get; init; }

    /// <summary>The target as people see it: nobody learns a number from a list of holds.</summary>
    public string Shown => Kind == HoldKind.Number ? PhoneMask.Mask(Target) : Target;

    public bool Covers(CustomerTrace trace) => ReleasedAt is null && (From is null || trace.At >= From) && (To is null || trace.At < To) && Kind switch
    {
        HoldKind.Interaction => trace.Interaction == Target,
        HoldKind.Customer => trace.CustomerId == Target,
        HoldKind.Number => CustomerNumber.Of(trace.Phone) == Target,
        HoldKind.Agent => trace.AgentId == Target,
        _ => true,
    };

    public static void Describe(ModelBuilder model)
    {
        var hold = model.Entity<LegalHold>().ToTable("legal_hold");
        hold.HasKey(static each => each.Id);
        hold.Property(static each => each.Kind).HasMaxLength(20);
        hold.Property(static each => each.Target).HasMaxLength(MaximumTargetLength);
        hold.Property(static each => each.Reason).HasMaxLength(MaximumReasonLength);
        hold.Property(static each => each.ReleaseReason).HasMaxLength(MaximumReasonLength);
        hold.Property(static each => each.PlacedBy).HasMaxLength(MaximumPersonLength);
        hold.Property(static each => each.ReleasedBy).HasMaxLength(MaximumPersonLength);
        hold.Ignore(static each => each.Shown);
        hold.HasIndex(static each => each.ReleasedAt);
    }
}
