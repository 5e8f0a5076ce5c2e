using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>What agents are called, for lists of other modules.</summary>
internal sealed class AgentNames(IDbContextFactory<PortalContext> contexts) : IAgentNames
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> agents, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Person>().Where(person => agents.Contains(person.Number)).ToDictionaryAsync(static person => person.Number, static person => person.Name, cancellation);
    }
}
