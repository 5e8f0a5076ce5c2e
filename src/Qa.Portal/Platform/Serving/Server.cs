using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Demo;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Accounts.Passkeys;
using Qa.Portal.Platform.Accounts.Security;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Ui;

namespace Qa.Portal.Platform.Serving;

/// <summary>The process that serves: silo and HTTP together.</summary>
internal static class Server
{
    // A document of 8 MiB with its lexicons, escaped.
    private const long MaximumRequestBytes = 64 * 1024 * 1024;

    // Orleans' own traces are found under these names.
    private static readonly string[] TraceSources = ["Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    /// <param name="database">With its schema installed.</param>
    public static WebApplication Build(ServerSettings settings, Database database)
    {
        // No configuration files and no variables but our own: what a server does is what its command line says.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(Server).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelCore().UseUrls([.. settings.Urls]).ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = MaximumRequestBytes);
        ConfigureLogging(builder.Logging, settings.IsQuiet);
        builder.Services.AddCallCenter(database, new InstallationKey(settings.SigningKey), settings.Role);
        builder.Services.AddSingleton(PortalModules.Model);
        builder.Services.AddDbContextFactory<PortalContext>(options => PortalDatabase.Configure(options, database));
        JobServices.Add(builder.Services, settings);
        SettingsServices.Add(builder.Services);
        NotificationServices.Add(builder.Services, settings);
        AttachmentServices.Add(builder.Services, settings);
        SearchServices.Add(builder.Services, settings.Role);
        PrivacyServices.Add(builder.Services, settings);
        foreach (var module in PortalModules.All)
            module.AddServices(builder.Services, settings);
        if (settings.Checkpoints is { } folder)
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<CheckpointKeeper>(provider, folder));
        builder.Host.UseOrleans(silo =>
        {
            silo.UseCallCenterCluster(database, settings.Silo);
            if (settings.Role == ProcessRole.Worker)
                silo.AddDashboard();
        });
        AddWeb(builder.Services, settings);
        if (settings.Role == ProcessRole.Worker)
            AddTelemetry(builder.Services);
        var application = builder.Build();
        Map(application, settings);
        return application;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, bool isQuiet)
    {
        logging.AddSimpleConsole(static console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd HH:mm:ss.fff'Z' ", true));
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(isQuiet ? LogLevel.Error : LogLevel.Warning);
        if (!isQuiet)
            logging.AddFilter("Qa", LogLevel.Information);
    }

    private static void AddWeb(IServiceCollection services, ServerSettings settings)
    {
        services.AddRouting();
        services.AddSingleton(settings.Tokens);
        LimitServices.Add(services);
        AccountServices.Add(services, PortalModules.All.SelectMany(static module => module.Permissions));
        if (settings.Demo is { } demo)
            DemoServices.Add(services, demo);
        PortalPages.Add(services, settings.Recordings.Zone);
        services.AddProblemDetails();
        services.AddExceptionHandler<UnexpectedProblems>();
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        InterfaceDescription.Add(services);
        services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        });
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(static metrics => metrics.AddMeter(CallCenterMeter.Name, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "System.Runtime").AddPrometheusExporter())
            .WithTracing(static traces => traces.AddSource(TraceSources).AddAspNetCoreInstrumentation());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.WithMetrics(static metrics => metrics.AddOtlpExporter()).WithTracing(static traces => traces.AddOtlpExporter());
        }
    }

    private static void Map(WebApplication application, ServerSettings settings)
    {
        application.UseProxies(settings.Proxies);
        application.UseExceptionHandler();
        application.UseMiddleware<SecurityHeaders>();
        application.UseRequestLocalization();
        application.UseAuditOrigin(settings.Role);
        application.UseRouting();
        application.UseMiddleware<CompanySignOnRequests>();
        application.UseAuthentication();
        if (settings.Role == ProcessRole.Worker)
            application.UseRequestLimits();
        application.UseMiddleware<FirstPassword>();
        application.UseAuthorization();
        application.UseMiddleware<CookieRequests>();
        application.UseAntiforgery();
        var api = application.MapGroup("/api/v1");
        AccountEndpoints.Map(api);
        TokenEndpoints.Map(api);
        PasskeyEndpoints.Map(application, api);
        CompanySignOnEndpoints.Map(application);
        SecurityEndpoints.Map(api);
        JobEndpoints.Map(api);
        NotificationEndpoints.Map(api);
        AttachmentEndpoints.Map(api);
        SearchEndpoints.Map(api);
        foreach (var module in PortalModules.All)
            module.MapEndpoints(api);
        api.MapFallback(static (HttpRequest request) => Problem.Of(404, "not-found", $"there is no {request.Method} {request.Path}")).ExcludeFromDescription().ForEverybodySignedIn();
        HealthEndpoints.Map(application);
        InterfaceDescription.Map(application);
        PortalPages.Map(application);
        if (settings.Role == ProcessRole.Worker)
        {
            application.MapPrometheusScrapingEndpoint("/metrics").Requires("server.watch");
            application.MapOrleansDashboard("/dashboard").Requires("server.watch");
        }
    }
}
