using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Qa.Portal.Platform.Access;
using Scalar.AspNetCore;

namespace Qa.Portal.Platform.Serving;

/// <summary>How the interface for machines describes itself: an OpenAPI document, and a page that shows it and tries it out.</summary>
internal static class InterfaceDescription
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        // The dashboard's own addresses are no part of the interface.
        options.ShouldInclude = static operation => operation.RelativePath is { } path && !path.StartsWith("dashboard", StringComparison.Ordinal);
        options.AddDocumentTransformer(static (document, _, _) => Describe(document));
        options.AddOperationTransformer(static (operation, _, _) => Shorten(operation));
    });

    /// <summary>The page takes nothing from elsewhere and sends nothing anywhere but to this server.</summary>
    public static void Map(IEndpointRouteBuilder application)
    {
        application.MapOpenApi().AllowAnonymous();
        application.MapScalarApiReference("/docs", static page =>
        {
            page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            page.Agent = new() { Disabled = true };
            page.Mcp = new() { Disabled = true };
            (page.Telemetry, page.DefaultFonts, page.HideClientButton) = (false, false, true);
            page.Authentication = new() { PreferredSecuritySchemes = [BearerTokenHandler.Name] };
        }).AllowAnonymous();
    }

    private static Task Describe(OpenApiDocument document)
    {
        (document.Info.Title, document.Info.Version) = ("CallCenter", "v1");
        document.Components ??= new();
        document.AddComponent(BearerTokenHandler.Name, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(BearerTokenHandler.Name, document)] = [] }];
        return Task.CompletedTask;
    }

    // A list of operations reads by what they do; the conditions are for those who open one.
    private static Task Shorten(OpenApiOperation operation)
    {
        if (operation.Summary is { } summary && summary.IndexOfAny([':', ';']) is var end and > 0)
            (operation.Summary, operation.Description) = (summary[..end], summary);
        return Task.CompletedTask;
    }
}
