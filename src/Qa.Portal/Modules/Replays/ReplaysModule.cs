using System.Resources;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Shadow;
using Qa.Portal.Modules.Replays.Certificates;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Modules.Replays.Pages;
using Qa.Portal.Modules.Replays.Shadows;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Replays;

/// <summary>Scorecards again, and what another version or a draft would have said (版本回放).</summary>
internal sealed class ReplaysModule : IModule
{
    public string Id => "replays";

    public IReadOnlyList<string> Permissions => [ReplayDesk.Run];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.Quality, "/replays", typeof(ReplaysTexts), "replays.title", "replay", ReplayDesk.Run)];

    public IReadOnlyList<DraftPanel> DraftPanels => [new(10, ShadowDesk.Read, typeof(DraftShadow))];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<ReplayDesk>();
        services.AddSingleton<ComparedTrees>();
        services.AddSingleton<ComparisonDesk>();
        services.AddSingleton<SideChoices>();
        services.AddSingleton<DraftImpactDesk>();
        services.AddSingleton<CertificateDesk>();
        services.AddSingleton<ShadowDesk>();
        services.AddSingleton<IShadowListener, ShadowNews>();
        services.AddSingleton(new NotificationTextSource(new ResourceManager(typeof(ReplaysTexts))));
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        ReplayEndpoints.Map(api);
        ShadowEndpoints.Map(api);
    }
}
