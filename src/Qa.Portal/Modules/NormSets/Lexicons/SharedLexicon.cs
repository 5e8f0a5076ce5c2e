using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.NormSets.Working;

namespace Qa.Portal.Modules.NormSets.Lexicons;

/// <summary>共享词库: phrases that several sets use, by the path under which their documents name them.</summary>
internal sealed class SharedLexicon : IVersioned
{
    /// <summary>Longest path, in characters.</summary>
    public const int MaximumPathLength = 200;

    /// <summary>As documents name it: <c>lexicons/forbidden.txt</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary>One phrase a line; <c>#</c> begins a comment.</summary>
    public string Text { get; set; } = "";

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    public long Version { get; set; } = 1;

    public static void Describe(ModelBuilder model)
    {
        var lexicon = model.Entity<SharedLexicon>().ToTable("shared_lexicon");
        lexicon.HasKey(static each => each.Path);
        lexicon.Property(static each => each.Path).HasMaxLength(MaximumPathLength);
        lexicon.Property(static each => each.ChangedBy).HasMaxLength(WorkingDraft.MaximumPersonLength);
    }
}
