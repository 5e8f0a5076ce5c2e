using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.Inspection.Pages;
using Qa.Portal.Modules.Inspection.Results;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Inspection;

/// <summary>Interactions that come in, and the tasks that score them (质检任务).</summary>
internal sealed class InspectionModule : IModule
{
    public string Id => "inspection";

    public IReadOnlyList<string> Permissions => ["interactions.read", "interactions.send", InteractionDesk.Export, "tasks.read", "tasks.run"];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.Quality, "/interactions", typeof(InspectionTexts), "interactions", "forum", InteractionDesk.Read)];

    public IReadOnlyList<HomePanel> HomePanels => [new(10, typeof(OwnResultsPanel), InteractionDesk.Read), new(20, typeof(TodayPanel), InteractionDesk.Read)];

    public IReadOnlyList<PersonPanel> PersonPanels => [new(30, typeof(InspectionTexts), "results.title", InteractionDesk.Read, typeof(AgentResultsPanel))];

    public IReadOnlyList<SearchKind> SearchKinds =>
        [new(SearchDocument.Interaction, typeof(InspectionTexts), "interactions", "forum", static id => $"/interactions/{Uri.EscapeDataString(id)}")];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<InteractionDesk>();
        services.AddSingleton<TodayFigures>();
        services.AddSingleton<IPaletteSource, InteractionPalette>();
        services.AddSingleton<AgentResults>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        InteractionEndpoints.Map(api);
        TaskEndpoints.Map(api);
    }
}
