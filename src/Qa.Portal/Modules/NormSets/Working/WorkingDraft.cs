using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>
/// 工作稿: a set as its inspectors are changing it, saved with every change. There is one a set, which all who change the set share; handed
/// in it becomes a draft, which never changes again, and is gone.
/// </summary>
internal sealed class WorkingDraft : IVersioned
{
    public const int MaximumSetLength = 64;
    public const int MaximumPersonLength = 200;

    /// <summary>Longest name of the file, in characters.</summary>
    public const int MaximumFileLength = 200;

    public string RuleSet { get; set; } = "";

    /// <summary>How errors name it: <c>standard.yaml</c>.</summary>
    public string File { get; set; } = "";

    /// <summary>YAML or JSON, also with errors.</summary>
    public string Text { get; set; } = "";

    /// <summary>Phrase files by the path that the text has, as JSON.</summary>
    public string Lexicons { get; set; } = "{}";

    /// <summary>The version in force that it began from; 0 for a new set.</summary>
    public long Base { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    public long Version { get; set; } = 1;

    public TreeSource.Document Document => new(File, Text, StoredJson.Read<ImmutableSortedDictionary<string, string>>(Lexicons).WithComparers(StringComparer.Ordinal));

    public void Put(TreeSource.Document document) => (File, Text, Lexicons) = (document.FileName, document.Text, StoredJson.Write(document.Lexicons));

    public static void Describe(ModelBuilder model)
    {
        var draft = model.Entity<WorkingDraft>().ToTable("norm_working_draft");
        draft.HasKey(static each => each.RuleSet);
        draft.Property(static each => each.RuleSet).HasMaxLength(MaximumSetLength);
        draft.Property(static each => each.File).HasMaxLength(MaximumFileLength);
        draft.Property(static each => each.CreatedBy).HasMaxLength(MaximumPersonLength);
        draft.Property(static each => each.ChangedBy).HasMaxLength(MaximumPersonLength);
        draft.Ignore(static each => each.Document);
    }
}
