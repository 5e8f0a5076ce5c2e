using System.Security.Claims;

namespace Qa.Portal.Platform.Attachments;

/// <summary>
/// One kind of thing that files hang on. The module whose thing it is registers one as a service of this type, and so says who may
/// do what: the platform knows nothing of tickets.
/// </summary>
internal interface IAttachmentSubject
{
    /// <summary>Name of the kind, as addresses and rows have it: <c>ticket</c>. Unique, and never changed.</summary>
    string Kind { get; }

    /// <summary>What a person may do with the attachments of one of them; nothing where there is none of the id.</summary>
    Task<AttachmentAccess> AccessAsync(ClaimsPrincipal person, string id, CancellationToken cancellation);
}
