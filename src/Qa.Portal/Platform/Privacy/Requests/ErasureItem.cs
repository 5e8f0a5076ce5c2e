using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>An interaction that a request is about.</summary>
internal sealed class ErasureItem
{
    private const int MaximumIdLength = 128;

    public long RequestId { get; set; }

    public string InteractionId { get; set; } = "";

    public ItemState State { get; set; }

    /// <summary>The hold that keeps it; null where none does.</summary>
    public long? HoldId { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var item = model.Entity<ErasureItem>().ToTable("erasure_item");
        item.HasKey(static each => new { each.RequestId, each.InteractionId });
        item.Property(static each => each.InteractionId).HasMaxLength(MaximumIdLength);
        item.Property(static each => each.State).HasMaxLength(10);
        item.HasOne<ErasureRequest>().WithMany().HasForeignKey(static each => each.RequestId);
    }
}

/// <summary>How far an interaction of a request is. Stored by name.</summary>
internal enum ItemState
{
    /// <summary>It is to be erased.</summary>
    Due,

    /// <summary>A legal hold keeps it.</summary>
    Held,

    /// <summary>It is erased.</summary>
    Erased,
}
