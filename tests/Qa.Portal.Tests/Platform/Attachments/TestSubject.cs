using System.Security.Claims;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Attachments;

/// <summary>Notes 1 and 2: their author may do everything, the second person look, and others do not know that they are there.</summary>
internal sealed class TestSubject : IAttachmentSubject
{
    public string Kind => "note";

    public Task<AttachmentAccess> AccessAsync(ClaimsPrincipal person, string id, CancellationToken cancellation) => Task.FromResult((person.Identity!.Name, id) switch
    {
        (TestServer.Author, "1" or "2") => AttachmentAccess.All,
        (TestServer.First, "1" or "2") => AttachmentAccess.Read,
        _ => AttachmentAccess.None,
    });
}
