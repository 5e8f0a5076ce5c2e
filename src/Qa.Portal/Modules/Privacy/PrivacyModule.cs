using System.Resources;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Privacy;

/// <summary>数据保护: requests for erasure, how long data are kept, legal holds. The work itself is the platform's, as every module keeps such data.</summary>
internal sealed class PrivacyModule : IModule
{
    public const string Read = "privacy.read";

    public string Id => "privacy";

    public IReadOnlyList<string> Permissions => [Read, ErasureDesk.Permission, RetentionDesk.Permission, HoldDesk.Permission];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.System, "/privacy", typeof(PrivacyTexts), "privacy.title", "policy", Read)];

    public void AddServices(IServiceCollection services, ServerSettings settings) => services.AddSingleton(new NotificationTextSource(new ResourceManager(typeof(PrivacyTexts))));

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        ErasureEndpoints.Map(api);
        RetentionEndpoints.Map(api);
        HoldEndpoints.Map(api);
        WatermarkEndpoint.Map(api);
    }
}
