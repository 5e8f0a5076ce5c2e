using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Platform.Modules;

/// <summary>One part of what people do with the portal, as the platform sees it: nothing else of a module is known outside it but its contract.</summary>
internal interface IModule
{
    /// <summary>Short name in lower case, as it stands in permissions and addresses.</summary>
    string Id { get; }

    /// <summary>What may be allowed of it, each as <c>module.action</c>.</summary>
    IReadOnlyList<string> Permissions => [];

    /// <summary>Its pages in the navigation.</summary>
    IReadOnlyList<MenuEntry> Menu => [];

    /// <summary>What it shows on the home page.</summary>
    IReadOnlyList<HomePanel> HomePanels => [];

    /// <summary>What it shows at a person's page.</summary>
    IReadOnlyList<PersonPanel> PersonPanels => [];

    /// <summary>What it lets people do with an interaction that they look at.</summary>
    IReadOnlyList<InteractionAction> InteractionActions => [];

    /// <summary>What it shows at a draft's page.</summary>
    IReadOnlyList<DraftPanel> DraftPanels => [];

    /// <summary>What of it is found by searching.</summary>
    IReadOnlyList<SearchKind> SearchKinds => [];

    /// <summary>Describes its entities to the portal's context.</summary>
    void DescribeModel(ModelBuilder model)
    {
    }

    void AddServices(IServiceCollection services, ServerSettings settings)
    {
    }

    /// <param name="api">The interface for machines; who asks there has shown a token.</param>
    void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
