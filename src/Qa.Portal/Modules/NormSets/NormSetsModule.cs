using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Norm sets, their drafts, versions and publications (质检规范).</summary>
internal sealed class NormSetsModule : IModule
{
    public string Id => "norm-sets";

    public IReadOnlyList<string> Permissions => ["norms.read", "norms.publish", "norms.approve"];

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        RuleSetEndpoints.Map(api);
        VersionEndpoints.Map(api);
    }
}
