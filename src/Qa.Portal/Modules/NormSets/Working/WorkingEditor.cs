using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>Somebody who has a working draft open, in whichever process: an open page says every few seconds that it is still there.</summary>
internal sealed class WorkingEditor
{
    /// <summary>Longest path of a node that is told to others, in characters.</summary>
    public const int MaximumNodeLength = 1_000;

    public string RuleSet { get; set; } = "";

    /// <summary>The open page.</summary>
    public Guid Page { get; set; }

    public string Person { get; set; } = "";

    /// <summary>The node that is chosen there; null for none.</summary>
    public string? Node { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var editor = model.Entity<WorkingEditor>().ToTable("norm_editor");
        editor.HasKey(static each => new { each.RuleSet, each.Page });
        editor.Property(static each => each.RuleSet).HasMaxLength(WorkingDraft.MaximumSetLength);
        editor.Property(static each => each.Person).HasMaxLength(WorkingDraft.MaximumPersonLength);
        editor.Property(static each => each.Node).HasMaxLength(MaximumNodeLength);
    }
}
