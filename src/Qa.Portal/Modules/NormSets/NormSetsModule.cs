using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.NormSets.Pages;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Norm sets, their drafts, versions and publications (质检规范).</summary>
internal sealed class NormSetsModule : IModule
{
    public string Id => "norm-sets";

    public IReadOnlyList<string> Permissions => ["norms.read", "norms.publish", "norms.approve"];

    public IReadOnlyList<HomePanel> HomePanels => [new(30, typeof(DraftsPanel), "norms.publish"), new(31, typeof(DraftsPanel), "norms.approve"), new(60, typeof(PublicationsPanel), "norms.read")];

    public void AddServices(IServiceCollection services, ServerSettings settings) => services.AddSingleton<DraftList>();

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        RuleSetEndpoints.Map(api);
        VersionEndpoints.Map(api);
    }
}
