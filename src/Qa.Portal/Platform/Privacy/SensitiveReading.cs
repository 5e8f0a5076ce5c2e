using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Privacy;

/// <summary>
/// What is read only with a permission of its own, and is written to the audit log before it is shown: whole telephone numbers, and
/// whatever leaves the centre as a file. The one place where this is decided, for all modules.
/// </summary>
internal sealed class SensitiveReading(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    public const string Unmask = "privacy.unmask";

    private const string ExportSuffix = ".export";

    /// <summary>The permission to export of a module: <c>calendar.export</c>.</summary>
    public static string ExportOf(string module) => module + ExportSuffix;

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

    /// <summary>Before something leaves: whether it may, and by whom, by what filter and how many rows.</summary>
    /// <param name="filter">As the address has it; empty for all.</param>
    /// <exception cref="NotAllowedException">The permission is not given.</exception>
    public Task ExportAsync(Actor actor, string module, string filter, long rows, CancellationToken cancellation = default)
    {
        actor.Require(ExportOf(module));
        return WriteAsync(actor, $"export {module}", module, FormattableString.Invariant($"{rows} rows, filter: {(filter.Length == 0 ? "none" : filter)}"), cancellation);
    }

    private async Task WriteAsync(Actor actor, string action, string subject, string detail, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, action, subject, null, null, AuditKind.Read, detail));
        await context.SaveChangesAsync(cancellation);
    }
}
