using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.People;

/// <summary>人员: who works at the centre, in which department and group, on which posts, with which skills, and since when.</summary>
internal sealed class PeopleModule : IModule
{
    public const string Read = "people.read";
    public const string Edit = "people.edit";
    public const string Export = "people.export";

    public string Id => "people";

    public IReadOnlyList<string> Permissions => [Read, Edit, Export];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<PeopleSight>();
        services.AddSingleton<IColleagues, Colleagues>();
        services.AddSingleton<PeopleList>();
        services.AddSingleton<PeopleRegister>();
        services.AddSingleton<CareerDesk>();
        services.AddSingleton<UnitDesk>();
        services.AddSingleton<TemplateDesk>();
        services.AddSingleton<PostDesk>();
        services.AddSingleton<SkillDesk>();
        services.AddSingleton<PeopleImport>();
        services.AddSingleton<IPeopleDirectory, PeopleDirectory>();
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
    }
}
