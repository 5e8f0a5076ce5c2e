using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.LiveInspection.Pages;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.LiveInspection;

/// <summary>Conversations that are judged while they go on (事中质检).</summary>
internal sealed class LiveInspectionModule : IModule
{
    public string Id => "live-inspection";

    public IReadOnlyList<string> Permissions => ["live.read", "live.send"];

    public IReadOnlyList<HomePanel> HomePanels => [new(25, typeof(AlertsPanel), "live.read")];

    public void MapEndpoints(IEndpointRouteBuilder api) => LiveEndpoints.Map(api);
}
