using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.NormSets.Working;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>
/// 必中/不中用例: a dialogue kept with a norm, and whether the norm must hit on it. All cases of a set are run before it is published.
/// </summary>
public sealed class StoredCase : IVersioned
{
    /// <summary>Longest note, in characters.</summary>
    public const int MaximumNoteLength = 500;


    /// <summary>Longest path of a norm that has cases, in characters.</summary>
    public const int MaximumPathLength = 1_000;

    private const int MaximumInteractionLength = 128;

    public long Id { get; set; }

    public string RuleSet { get; set; } = "";

    /// <summary>Path of the norm.</summary>
    public string Norm { get; set; } = "";

    /// <summary>Whether the norm must be violated or rewarded; else it must be met or not applicable.</summary>
    public bool MustHit { get; set; }

    /// <summary>What it shows: 客户打断，不算坐席抢话.</summary>
    public string Note { get; set; } = "";

    /// <summary>The dialogue, as an interaction is sent in.</summary>
    public string Content { get; set; } = "";

    /// <summary>The interaction it was made from; null where it was written. Erased with it.</summary>
    public string? Interaction { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public long Version { get; set; } = 1;

    public static void Describe(ModelBuilder model)
    {
        var one = model.Entity<StoredCase>().ToTable("norm_case");
        one.HasKey(static each => each.Id);
        one.Property(static each => each.RuleSet).HasMaxLength(WorkingDraft.MaximumSetLength);
        one.Property(static each => each.Norm).HasMaxLength(MaximumPathLength);
        one.Property(static each => each.Note).HasMaxLength(MaximumNoteLength);
        one.Property(static each => each.Interaction).HasMaxLength(MaximumInteractionLength);
        one.Property(static each => each.CreatedBy).HasMaxLength(WorkingDraft.MaximumPersonLength);
        one.HasIndex(static each => new { each.RuleSet, each.Norm });
        one.HasIndex(static each => each.Interaction);
    }
}
