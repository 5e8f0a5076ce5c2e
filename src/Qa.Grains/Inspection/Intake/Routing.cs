using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Grains.Inspection.Intake;

/// <summary>Finds the sets that an interaction goes to: those whose version in force admits it, online or not.</summary>
internal sealed class Routing(Database database, CompiledVersions versions)
{
    /// <summary>The routes of this moment. What was published a moment later routes what comes later.</summary>
    public async Task<IReadOnlyList<Route>> ReadAsync(CancellationToken cancellation)
    {
        var routes = new List<Route>();
        foreach (var head in await database.ReadAsync(RuleSetRows.ReadAllAsync, cancellation))
        {
            if (head.Version is { } version)
                routes.Add(new(head.RuleSet, (await versions.GetAsync(head.RuleSet, version)).Tree.AppliesTo));
        }

        return routes;
    }

    internal sealed record Route(string RuleSet, AppliesTo AppliesTo)
    {
        public bool Admits(Interaction interaction) => AppliesTo.Admits(interaction);
    }
}
