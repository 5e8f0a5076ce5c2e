using System.Security.Claims;

namespace Qa.Portal.Platform.Attachments;

/// <summary>All kinds of things that files hang on, and what a person may do with those of one of them.</summary>
internal sealed class AttachmentSubjects
{
    private readonly Dictionary<string, IAttachmentSubject> _byKind;

    public AttachmentSubjects(IEnumerable<IAttachmentSubject> subjects) => _byKind = subjects.ToDictionary(static subject => subject.Kind, StringComparer.Ordinal);

    /// <summary>Nothing where there is no such kind.</summary>
    public async Task<AttachmentAccess> AccessAsync(ClaimsPrincipal person, string kind, string id, CancellationToken cancellation) =>
        id.Length is > 0 and <= Attachment.MaximumSubjectIdLength && !id.Contains('\0', StringComparison.Ordinal) && _byKind.TryGetValue(kind, out var subject)
            ? await subject.AccessAsync(person, id, cancellation)
            : AttachmentAccess.None;
}
