using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.Recordings.Pages;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Recordings;

/// <summary>Recordings on their way to interactions (录音).</summary>
internal sealed class RecordingsModule : IModule
{
    public string Id => "recordings";

    public IReadOnlyList<string> Permissions => ["recordings.read", "recordings.listen", "recordings.send", "recordings.edit"];

    public IReadOnlyList<HomePanel> HomePanels => [new(40, typeof(WaitingPanel), "recordings.edit")];

    public void AddServices(IServiceCollection services, ServerSettings settings) => RecordingServices.Add(services, settings.Recordings, settings.Role);

    public void MapEndpoints(IEndpointRouteBuilder api) => RecordingEndpoints.Map(api);
}
