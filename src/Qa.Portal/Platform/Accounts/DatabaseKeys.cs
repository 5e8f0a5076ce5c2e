using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Keeps the keys of data protection in the database, so that who signed in on one process goes on with another.</summary>
internal sealed class DatabaseKeys(IDbContextFactory<PortalContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Set<ProtectionKey>().AsNoTracking().Select(static key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    // The interface knows no waiting; keys are made a few times a year.
    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        await context.SaveChangesAsync();
    }).GetAwaiter().GetResult();
}
