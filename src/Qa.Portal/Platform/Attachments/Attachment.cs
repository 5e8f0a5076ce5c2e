using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Attachments;

/// <summary>附件: a file that hangs on a ticket, an article, a case. What it is was found in its content, not believed of who sent it.</summary>
internal sealed class Attachment
{
    /// <summary>Longest name of a kind of subject, in characters.</summary>
    public const int MaximumKindLength = 50;

    /// <summary>Longest id of a subject, in characters.</summary>
    public const int MaximumSubjectIdLength = 128;

    private const int HashLength = 64;
    private const int MaximumMediaTypeLength = 100;
    private const int MaximumPersonLength = 200;

    /// <summary>Drawn by chance: who does not know it cannot ask for it. The file is stored under it.</summary>
    public Guid Id { get; set; }

    /// <summary>What it hangs on: <c>ticket</c>.</summary>
    public string SubjectKind { get; set; } = "";

    public string SubjectId { get; set; } = "";

    /// <summary>As it was called where it came from; checked by <see cref="AttachmentName"/>.</summary>
    public string FileName { get; set; } = "";

    public string MediaType { get; set; } = "";

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; set; } = "";

    public string UploadedBy { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var entity = model.Entity<Attachment>().ToTable("attachment");
        entity.HasKey(static each => each.Id);
        entity.Property(static each => each.Id).ValueGeneratedNever();
        entity.Property(static each => each.SubjectKind).HasMaxLength(MaximumKindLength);
        entity.Property(static each => each.SubjectId).HasMaxLength(MaximumSubjectIdLength);
        entity.Property(static each => each.FileName).HasMaxLength(AttachmentName.MaximumLength);
        entity.Property(static each => each.MediaType).HasMaxLength(MaximumMediaTypeLength);
        entity.Property(static each => each.Sha256).HasMaxLength(HashLength).IsFixedLength();
        entity.Property(static each => each.UploadedBy).HasMaxLength(MaximumPersonLength);
        entity.HasIndex(static each => new { each.SubjectKind, each.SubjectId, each.At });
    }
}
