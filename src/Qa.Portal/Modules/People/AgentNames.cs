using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>What agents are called, for lists of other modules.</summary>
internal sealed class AgentNames(IPeopleDirectory people) : IAgentNames
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> agents, CancellationToken cancellation = default) =>
        (await people.FindAllAsync(agents, cancellation)).ToDictionary(static found => found.Key, static found => found.Value.Name, StringComparer.Ordinal);
}
