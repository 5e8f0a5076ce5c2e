using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.Replays;

/// <summary>Scorecards again, and what another version would have said (版本回放).</summary>
internal sealed class ReplaysModule : IModule
{
    public string Id => "replays";

    public IReadOnlyList<string> Permissions => ["replays.run"];

    public void MapEndpoints(IEndpointRouteBuilder api) => ReplayEndpoints.Map(api);
}
