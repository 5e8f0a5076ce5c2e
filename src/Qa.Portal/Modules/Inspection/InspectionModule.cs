using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.Inspection;

/// <summary>Interactions that come in, and the tasks that score them (质检任务).</summary>
internal sealed class InspectionModule : IModule
{
    public string Id => "inspection";

    public IReadOnlyList<string> Permissions => ["interactions.read", "interactions.send", "tasks.read", "tasks.run"];

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        InteractionEndpoints.Map(api);
        TaskEndpoints.Map(api);
    }
}
