using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules.Bundles;

/// <summary>An installation's history as one file.</summary>
internal sealed class BundlesModule : IModule
{
    public string Id => "bundles";

    public IReadOnlyList<string> Permissions => ["bundles.export", "bundles.import"];

    public void MapEndpoints(IEndpointRouteBuilder api) => BundleEndpoints.Map(api);
}
