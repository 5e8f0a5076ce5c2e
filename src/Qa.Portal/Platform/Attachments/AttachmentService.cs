using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Files;

namespace Qa.Portal.Platform.Attachments;

/// <summary>
/// Adds, lists, opens and deletes attachments. Who may is asked of the subject each time. A row is never there without its file: the file
/// is in its place before the row is, and only the sweep removes files, of which it knows that they have no row.
/// </summary>
internal sealed class AttachmentService(IDbContextFactory<PortalContext> contexts, AttachmentStore store, AttachmentSubjects subjects, TimeProvider time)
{
    /// <summary>Most attachments of one subject.</summary>
    public const int MaximumPerSubject = 100;

    /// <param name="content">Read to its end, or until it is larger than is taken.</param>
    /// <param name="checkRest">Asked when the content has been read: what is wrong with that which came after it, null when nothing is.</param>
    public async Task<AttachmentResult<Attachment>> AddAsync(
        ClaimsPrincipal person, string kind, string id, string fileName, Stream content, Func<CancellationToken, Task<string?>>? checkRest = null, CancellationToken cancellation = default)
    {
        if (await RefuseAsync(person, kind, id, AttachmentAccess.Add, cancellation) is { } refused)
            return refused;
        var (type, wrongName) = AttachmentName.Problem(fileName) is { } odd ? (null, odd) : AttachmentTypes.OfName(fileName);
        if (type is null)
            return (AttachmentRefusal.Invalid, wrongName!);
        if (await CountAsync(kind, id, cancellation) >= MaximumPerSubject)
            return (AttachmentRefusal.TooMany, FormattableString.Invariant($"found {MaximumPerSubject} attachments, expected fewer before another is added"));
        StagedFile staged;
        try
        {
            staged = await store.StageAsync(content, cancellation);
        }
        catch (FileTooLargeException exception)
        {
            return (AttachmentRefusal.TooLarge, exception.Message);
        }

        try
        {
            var (mediaType, wrong) = Look(type, staged);
            if (mediaType is null)
                return (AttachmentRefusal.Invalid, wrong!);
            if (checkRest is not null && await checkRest(cancellation) is { } rest)
                return (AttachmentRefusal.Invalid, rest);
            var attachment = new Attachment
            {
                Id = Guid.NewGuid(), SubjectKind = kind, SubjectId = id, FileName = fileName, MediaType = mediaType, Bytes = staged.Bytes, Sha256 = staged.Hash,
                UploadedBy = NameOf(person), At = time.GetUtcNow(),
            };
            store.Keep(staged, AttachmentStore.NameOf(attachment.Id));
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            context.Add(attachment);
            Audit(context, person, "add attachment", attachment);
            await context.SaveChangesAsync(cancellation);
            return attachment;
        }
        finally
        {
            staged.Discard();
        }
    }

    /// <summary>Attachments of a subject, in the order in which they were added.</summary>
    public async Task<AttachmentResult<IReadOnlyList<Attachment>>> ListAsync(ClaimsPrincipal person, string kind, string id, CancellationToken cancellation = default)
    {
        if (await RefuseAsync(person, kind, id, AttachmentAccess.Read, cancellation) is { } refused)
            return refused;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return new(
            await context.Set<Attachment>().AsNoTracking().Where(each => each.SubjectKind == kind && each.SubjectId == id)
                .OrderBy(static each => each.At).ThenBy(static each => each.Id).ToListAsync(cancellation), null, "");
    }

    /// <param name="isContinued">Whether the person goes on reading what was opened before: written down is the first time.</param>
    public async Task<AttachmentResult<OpenedAttachment>> OpenAsync(ClaimsPrincipal person, Guid attachmentId, bool isContinued = false, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var attachment = await context.Set<Attachment>().FindAsync([attachmentId], cancellation);
        if (attachment is null || await RefuseAsync(person, attachment.SubjectKind, attachment.SubjectId, AttachmentAccess.Read, cancellation) is not null)
            return NoSuch(attachmentId);
        Stream content;
        try
        {
            content = store.Open(AttachmentStore.NameOf(attachment.Id));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return (AttachmentRefusal.Unreadable, $"the attachment {attachmentId} cannot be read: {(exception is InvalidDataException ? exception.Message : "it is not where it was stored")}");
        }

        try
        {
            if (!isContinued)
            {
                Audit(context, person, "open attachment", attachment);
                await context.SaveChangesAsync(cancellation);
            }

            return new OpenedAttachment(attachment, content);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes the row; the file goes with the next sweep.</summary>
    public async Task<AttachmentResult<Attachment>> DeleteAsync(ClaimsPrincipal person, Guid attachmentId, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Attachment>().FindAsync([attachmentId], cancellation) is not { } attachment)
            return NoSuch(attachmentId);
        if (await RefuseAsync(person, attachment.SubjectKind, attachment.SubjectId, AttachmentAccess.Delete, cancellation) is { } refused)
            return refused.Refusal == AttachmentRefusal.NotFound ? NoSuch(attachmentId) : refused;
        context.Remove(attachment);
        Audit(context, person, "delete attachment", attachment);
        try
        {
            await context.SaveChangesAsync(cancellation);
            return attachment;
        }
        catch (DbUpdateConcurrencyException)
        {
            return NoSuch(attachmentId);
        }
    }

    private static (AttachmentRefusal Refusal, string Detail) NoSuch(Guid id) => (AttachmentRefusal.NotFound, $"there is no attachment {id}");

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;

    private async Task<(AttachmentRefusal Refusal, string Detail)?> RefuseAsync(
        ClaimsPrincipal person, string kind, string id, AttachmentAccess wanted, CancellationToken cancellation)
    {
        var access = await subjects.AccessAsync(person, kind, id, cancellation);
        if (access.HasFlag(wanted))
            return null;
        return access.HasFlag(AttachmentAccess.Read)
            ? (AttachmentRefusal.NotAllowed, $"{NameOf(person)} may see the attachments of this {kind}; expected somebody who may {wanted.ToString().ToLowerInvariant()} them")
            : (AttachmentRefusal.NotFound, $"there is nothing of the kind '{kind}' with the id '{id}' to which files are attached");
    }

    private async Task<int> CountAsync(string kind, string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Attachment>().CountAsync(each => each.SubjectKind == kind && each.SubjectId == id, cancellation);
    }

    private (string? MediaType, string? Problem) Look(AttachmentType type, StagedFile staged)
    {
        if (staged.Bytes == 0)
            return (null, FormattableString.Invariant($"the content: found 0 bytes, expected 1 to {AttachmentStore.MaximumBytes}"));
        try
        {
            using var content = store.Open(staged);
            return AttachmentTypes.Look(type, content);
        }
        catch (InvalidDataException)
        {
            // It begins as files do that were sealed here; nobody has such a file to send.
            return (null, $"the content: found a sealed file, expected {type.Name} as the name says");
        }
    }

    // A file's name can name a customer, and the audit log is for ever: the id says which it was.
    private void Audit(PortalContext context, ClaimsPrincipal person, string action, Attachment attachment) => context.Add(AuditRecord.Of(
        time.GetUtcNow(), NameOf(person), action, $"attachment {attachment.Id}", null, null,
        detail: FormattableString.Invariant($"{attachment.SubjectKind} {attachment.SubjectId}: {attachment.MediaType}, {attachment.Bytes} bytes, sha-256 {attachment.Sha256}")));
}
