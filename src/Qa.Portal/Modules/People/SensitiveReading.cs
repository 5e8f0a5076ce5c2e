using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People;

/// <summary>What of people is read only with a permission of its own, and is written to the audit log before it is shown: whole phone numbers, sheets.</summary>
internal sealed class SensitiveReading(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    public const string Unmask = "privacy.unmask";
    public const string Export = "data.export";

    /// <param name="isWanted">Whether whole numbers are asked for: they are not shown merely because they may be.</param>
    /// <param name="subject">Of whom: <c>person A1</c>.</param>
    /// <returns>Whether numbers are to be shown whole.</returns>
    /// <exception cref="NotAllowedException">They are asked for without the permission.</exception>
    public async Task<bool> UnmaskAsync(Actor actor, bool isWanted, string subject, CancellationToken cancellation = default)
    {
        if (!isWanted)
            return false;
        actor.Require(Unmask);
        await WriteAsync(actor, "unmask phone numbers", subject, "", cancellation);
        return true;
    }

    /// <param name="detail">What was filtered by.</param>
    /// <exception cref="NotAllowedException">The permission is not given.</exception>
    public Task ExportAsync(Actor actor, string detail, CancellationToken cancellation = default)
    {
        actor.Require(Export);
        return WriteAsync(actor, "export people", "people", detail, cancellation);
    }

    private async Task WriteAsync(Actor actor, string action, string subject, string detail, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, action, subject, null, null, AuditKind.Read, detail));
        await context.SaveChangesAsync(cancellation);
    }
}
