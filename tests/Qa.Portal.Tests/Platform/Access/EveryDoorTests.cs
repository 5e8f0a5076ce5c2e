using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Access;

/// <summary>All endpoints and pages, as the routing table has them, tried by each role and by nobody: who may come in is what the table of roles says.</summary>
public sealed class EveryDoorTests(EveryDoorTests.DemoServer demo) : IClassFixture<EveryDoorTests.DemoServer>
{
    // Told apart from a handler's own 403 and 404 by what authorization answers.
    private const string NotAllowed = "not-allowed";

    private readonly TestServer _server = demo.Server;

    [Fact]
    public void Endpoints_All_SayWhoMay()
    {
        var silent = Endpoints().Where(static endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Metadata.GetMetadata<RequiresAttribute>() is null && endpoint.Metadata.GetMetadata<ForEverybodySignedInAttribute>() is null);

        silent.Select(static endpoint => endpoint.DisplayName).Should().BeEmpty("a new endpoint or page must say who may use it");
    }

    [Fact]
    public void Endpoints_All_RequirePermissionsThatThereAre()
    {
        var permissions = _server.Service<PermissionTable>().All;

        Endpoints().SelectMany(static endpoint => endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>()).Select(static required => required.Permission).Except(permissions).Should().BeEmpty();
    }

    [Fact]
    public async Task Endpoints_ByEachRole_LetInWhomTheTableNames()
    {
        var wrong = new List<string>();
        foreach (var role in RoleTemplates.Of(_server.Service<PermissionTable>().All))
        {
            using var browser = new TestBrowser(_server.Address);
            await browser.SignInAsync(role.Id, await _server.PasswordOfAsync(role.Id));
            foreach (var endpoint in Endpoints().Where(IsTried).Where(static endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
            {
                var may = endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>().All(required => role.Given.ContainsKey(required.Permission));
                foreach (var method in MethodsOf(endpoint))
                {
                    if (may && method != HttpMethod.Get)
                        continue; // what may be changed is not changed by way of trial; see the tests of each module
                    var isLetIn = await IsLetInAsync(browser, method, PathOf(endpoint));
                    if (isLetIn != may)
                        wrong.Add($"{role.Id} {method} {PathOf(endpoint)}: {(isLetIn ? "let in" : "refused")}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task Endpoints_ByNobody_AreClosedButForTheOpenOnes()
    {
        using var browser = new TestBrowser(_server.Address);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints().Where(IsTried).Where(static endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            foreach (var method in MethodsOf(endpoint))
            {
                using var body = method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                var answer = await browser.SendAsync(method, PathOf(endpoint), body);
                if (answer.StatusCode != HttpStatusCode.Unauthorized && !(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains(AccountServices.SignInPath, StringComparison.Ordinal)))
                    wrong.Add($"{method} {PathOf(endpoint)}: {(int)answer.StatusCode}");
            }
        }

        wrong.Should().BeEmpty();
    }

    private static async Task<bool> IsLetInAsync(TestBrowser browser, HttpMethod method, string path)
    {
        using var body = method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        var answer = await browser.SendAsync(method, path, body);
        if (answer.StatusCode == HttpStatusCode.Redirect)
            return !answer.Headers.Location!.ToString().Contains("/not-allowed", StringComparison.Ordinal) && !answer.Headers.Location.ToString().Contains(AccountServices.SignInPath, StringComparison.Ordinal);
        return answer.StatusCode != HttpStatusCode.Forbidden || !(await answer.Content.ReadAsStringAsync()).Contains(NotAllowed, StringComparison.Ordinal);
    }

    private static IEnumerable<HttpMethod> MethodsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(static method => HttpMethod.Parse(method)).Where(static method => method.Method is "GET" or "POST" or "PUT" or "DELETE");

    // A value in each place of the route that its constraints take, and that nothing has.
    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(static segment => string.Concat(segment.Parts.Select(static part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(static policy => policy.Content == "guid") => Guid.Empty.ToString(),
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(static policy => policy.Content is "long" or "int") => "987654",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "date" } => "2026-10-01",
        _ => "none",
    }))));

    // Streams without an end, the files of the pages and what catches all the rest are not tried one by one.
    private static bool IsTried(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } route && !route.Contains("live/alerts", StringComparison.Ordinal) && !route.Contains("_blazor", StringComparison.Ordinal) && !route.Contains("_framework", StringComparison.Ordinal)
        && !route.Contains("dashboard", StringComparison.Ordinal) && !route.Contains("{**", StringComparison.Ordinal) && !route.Contains("{*", StringComparison.Ordinal)
        && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null;

    private IEnumerable<RouteEndpoint> Endpoints() => _server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.RoutePattern.RawText?.Contains("_framework/opaque-redirect", StringComparison.Ordinal) != true && !IsMissingFile(endpoint));

    // Of the pages' files, where they are run from the build's folders: it says nothing, and so lets nobody in.
    private static bool IsMissingFile(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText == "{**path:file}";

    /// <summary>Nothing is changed by what is tried here, so that one is enough for all of it.</summary>
    public sealed class DemoServer : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync(isDemo: true);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
