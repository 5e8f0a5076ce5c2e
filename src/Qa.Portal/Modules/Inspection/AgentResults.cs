using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Inspection;

/// <summary>The latest interactions of one agent with what they came to, as far as who asks may read interactions.</summary>
internal sealed class AgentResults(InteractionLists lists, Reaches reaches)
{
    private const string Read = "interactions.read";

    /// <summary>Most interactions of one answer.</summary>
    public const int MaximumInteractions = 100;

    /// <returns>None of who is out of reach.</returns>
    /// <exception cref="NotAllowedException">No interactions may be read.</exception>
    public async Task<IReadOnlyList<ListedInteraction>> LatestAsync(string agent, int limit, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        return (await reaches.OfAsync(actor, Read, cancellation)).Covers(agent)
            ? await lists.ListAsync(new() { Agent = agent }, newestFirst: true, 0, Math.Clamp(limit, 1, MaximumInteractions), cancellation)
            : [];
    }
}
