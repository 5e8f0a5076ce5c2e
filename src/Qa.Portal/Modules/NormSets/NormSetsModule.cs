using System.Resources;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Publication.Checks;
using Qa.Portal.Modules.NormSets.Cases;
using Qa.Portal.Modules.NormSets.Exchange;
using Qa.Portal.Modules.NormSets.Figures;
using Qa.Portal.Modules.NormSets.History;
using Qa.Portal.Modules.NormSets.Lexicons;
using Qa.Portal.Modules.NormSets.Pages;
using Qa.Portal.Modules.NormSets.Suggesting;
using Qa.Portal.Modules.NormSets.Wording;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Norm sets, their drafts, versions and publications (质检规范).</summary>
internal sealed class NormSetsModule : IModule
{
    public string Id => "norm-sets";

    public IReadOnlyList<string> Permissions => [NormSetDesk.Read, NormSetDesk.Publish, NormSetDesk.Approve];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.Quality, "/norm-sets", typeof(NormSetsTexts), "sets.title", "rule", NormSetDesk.Read)];

    public IReadOnlyList<HomePanel> HomePanels => [new(30, typeof(DraftsPanel), "norms.publish"), new(31, typeof(DraftsPanel), "norms.approve"), new(60, typeof(PublicationsPanel), "norms.read")];

    public IReadOnlyList<InteractionAction> InteractionActions => [new(10, NormSetDesk.Publish, typeof(SaveAsCase))];

    public void DescribeModel(ModelBuilder model)
    {
        WorkingDraft.Describe(model);
        WorkingEditor.Describe(model);
        StoredCase.Describe(model);
        SharedLexicon.Describe(model);
    }

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<DraftList>();
        services.AddSingleton<NormSetDesk>();
        services.AddSingleton<NormSetHistory>();
        services.AddSingleton<NormFigureDesk>();
        services.AddSingleton<PhraseSuggestions>();
        services.AddSingleton<WorkingDrafts>();
        services.AddSingleton<WorkingEditors>();
        services.AddSingleton<SharedLexicons>();
        services.AddSingleton<CaseRows>();
        services.AddSingleton<CaseTrees>();
        services.AddSingleton<CaseCheck>();
        services.AddSingleton<IPublicationCheck>(static provider => provider.GetRequiredService<CaseCheck>());
        services.AddSingleton<NormCases>();
        services.AddSingleton<INormCases>(static provider => provider.GetRequiredService<NormCases>());
        services.AddSingleton<RequestedTree>();
        services.AddSingleton<SetExchange>();
        services.AddSingleton<IPersonalData, CaseData>();
        services.AddSingleton<ConditionWords>();
        services.AddSingleton<NormWords>();
        services.AddSingleton<DiagnosticWords>();
        services.AddSingleton(new NotificationTextSource(new ResourceManager(typeof(NormSetsTexts))));
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        RuleSetEndpoints.Map(api);
        VersionEndpoints.Map(api);
        HistoryEndpoints.Map(api);
        WorkingEndpoints.Map(api);
        NormFigureEndpoints.Map(api);
        SuggestionEndpoints.Map(api);
        CaseEndpoints.Map(api);
        ExchangeEndpoints.Map(api);
    }
}
