using System.Resources;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.People.AccountRequests;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Pages;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.People;

/// <summary>人员: who works at the centre, in which department and group, on which posts, with which skills, and since when.</summary>
internal sealed class PeopleModule : IModule
{
    public const string Read = "people.read";
    public const string Edit = "people.edit";
    public const string Export = "people.export";

    public string Id => "people";

    public IReadOnlyList<string> Permissions => [Read, Edit, Export, AccountRequestDesk.Request, AccountRequestDesk.Approve];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(MenuGroup.System, "/people", typeof(PeopleTexts), "people.title", "groups", Read),
        new(MenuGroup.System, AccountRequestDesk.Page, typeof(PeopleTexts), "requests.title", "how_to_reg", AccountRequestDesk.Read),
    ];

    public IReadOnlyList<PersonPanel> PersonPanels =>
    [
        new(10, typeof(PeopleTexts), "career.title", Read, typeof(CareerPanel)),
        new(21, typeof(PeopleTexts), "requests.title", AccountRequestDesk.Read, typeof(AccountRequestsPanel)),
    ];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<PeopleSight>();
        services.AddSingleton<IColleagues, Colleagues>();
        services.AddSingleton<IAgentNames, AgentNames>();
        services.AddSingleton<PeopleList>();
        services.AddSingleton<IPaletteSource, PeoplePalette>();
        services.AddSingleton<PersonReading>();
        services.AddSingleton<PeopleRegister>();
        services.AddSingleton<CareerDesk>();
        services.AddSingleton<CareerChoices>();
        services.AddSingleton<UnitDesk>();
        services.AddSingleton<UnitOverviews>();
        services.AddSingleton<TemplateDesk>();
        services.AddSingleton<PostDesk>();
        services.AddSingleton<SkillDesk>();
        services.AddSingleton<PeopleImport>();
        services.AddSingleton<IPeopleDirectory, PeopleDirectory>();
        services.AddSingleton<AccountRequestDesk>();
        services.AddSingleton<AccountApprovals>();
        services.AddSingleton(new NotificationTextSource(new ResourceManager(typeof(PeopleTexts))));
        services.AddHostedService<PostSeeding>();
    }

    public void DescribeModel(ModelBuilder model) => PeopleModel.Describe(model);

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        PeopleEndpoints.Map(api);
        CareerEndpoints.Map(api);
        SheetEndpoints.Map(api);
        UnitEndpoints.Map(api);
        PostEndpoints.Map(api);
        AccountRequestEndpoints.Map(api);
    }
}
