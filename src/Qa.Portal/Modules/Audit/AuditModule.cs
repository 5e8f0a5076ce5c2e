using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.Audit.Pages;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Audit;

/// <summary>The audit log (审计日志) for those who look into it: an auditor reads all and changes nothing.</summary>
internal sealed class AuditModule : IModule
{
    public string Id => "audit";

    public IReadOnlyList<string> Permissions => ["audit.read", "audit.export"];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.System, "/audit", typeof(AuditTexts), "audit.title", "history", "audit.read")];

    public IReadOnlyList<HomePanel> HomePanels => [new(50, typeof(ChainPanel), "audit.read")];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new CheckpointFolder(settings.Checkpoints));
        services.AddSingleton<AuditLog>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => AuditEndpoints.Map(api);
}
