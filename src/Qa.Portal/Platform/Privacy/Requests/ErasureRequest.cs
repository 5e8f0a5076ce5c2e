using Microsoft.EntityFrameworkCore;
using Qa.Grains.Erasure;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>删除申请: somebody asked that what is kept of a customer be erased. It keeps nothing by which the customer could be found.</summary>
internal sealed class ErasureRequest : IVersioned
{
    private const int MaximumPersonLength = 200;
    private const int MaximumSubjectLength = 200;
    private const int MaximumSoughtLength = 2_000;

    public long Id { get; set; }

    /// <summary>Of the erasure that comes of it.</summary>
    public string Key { get; set; } = "";

    public SubjectKind SubjectKind { get; set; }

    /// <summary>What it is about, as people may see it: a masked number, a masked id, how many interactions.</summary>
    public string Subject { get; set; } = "";

    /// <summary>What is looked for, encrypted; null from when it is found.</summary>
    public string? Sought { get; set; }

    public string Reason { get; set; } = "";

    public ErasureState State { get; set; }

    public string AskedBy { get; set; } = "";

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Who approved it, refused it or withdrew it.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why somebody else refused it; null where nobody did.</summary>
    public string? RefusedBecause { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many interactions it is about, those held not counted.</summary>
    public int Found { get; set; }

    /// <summary>How many of them are erased.</summary>
    public int Erased { get; set; }

    /// <summary>How many are held, and so are not erased.</summary>
    public int Held { get; set; }

    /// <summary>How much of each kind it is about, as JSON.</summary>
    public string Counts { get; set; } = "{}";

    /// <summary>The job that works on it, or did last.</summary>
    public long? JobId { get; set; }

    public long Version { get; set; } = 1;

    /// <summary>What who approves types: it names the request and how much is erased, so that nobody approves without having seen it.</summary>
    public string Confirmation => FormattableString.Invariant($"erase-{Id}-{Found}");

    public static void Describe(ModelBuilder model)
    {
        var request = model.Entity<ErasureRequest>().ToTable("erasure_request");
        request.HasKey(static each => each.Id);
        request.Property(static each => each.Key).HasMaxLength(40);
        request.Property(static each => each.SubjectKind).HasMaxLength(20);
        request.Property(static each => each.Subject).HasMaxLength(MaximumSubjectLength);
        request.Property(static each => each.Sought).HasMaxLength(MaximumSoughtLength);
        request.Property(static each => each.Reason).HasMaxLength(ErasureOrder.MaximumReasonLength);
        request.Property(static each => each.RefusedBecause).HasMaxLength(ErasureOrder.MaximumReasonLength);
        request.Property(static each => each.State).HasMaxLength(20);
        request.Property(static each => each.AskedBy).HasMaxLength(MaximumPersonLength);
        request.Property(static each => each.DecidedBy).HasMaxLength(MaximumPersonLength);
        request.Ignore(static each => each.Confirmation);
        request.HasIndex(static each => each.State);
        ErasureItem.Describe(model);
    }
}
