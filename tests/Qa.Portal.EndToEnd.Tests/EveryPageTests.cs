using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>Every page that there is, found in the routing table, so that a new one is looked at too: in both languages, at three widths, in both lights.</summary>
[Collection(nameof(Portal))]
public sealed class EveryPageTests(Portal portal)
{
    // Signed out, on purpose, or asking for something that is not there yet.
    private static readonly string[] BeforeSignIn = ["/sign-in", "/sign-in/code", "/sign-out", "/account/password"];

    [SkippableTheory]
    [InlineData("zh-CN", 1440, ColorScheme.Light)]
    [InlineData("zh-CN", 1366, ColorScheme.Dark)]
    [InlineData("zh-CN", 390, ColorScheme.Light)]
    [InlineData("en-US", 1366, ColorScheme.Light)]
    [InlineData("en-US", 390, ColorScheme.Dark)]
    public async Task EveryPage_InALanguageAndWidth_IsAccessibleAndFits(string language, int width, ColorScheme theme)
    {
        var page = await portal.SignInAsync("administrator", language, width, theme);
        var failures = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                failures.Add($"{page.Url}: {message.Text}");
        };
        foreach (var path in Paths())
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            await Portal.CheckAsync(page, $"{path.Trim('/').Replace('/', '-')}-{language}-{width}-{theme}".TrimStart('-'));
        }

        failures.Should().BeEmpty(because: "no page may make the browser complain");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task SignIn_InALanguageAndWidth_IsAccessibleAndFits(string language, int width)
    {
        var page = await portal.OpenAsync(language, width);
        await page.GotoAsync("/sign-in");
        await Portal.CheckAsync(page, $"sign-in-{language}-{width}");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task FormsOfTheOwnAccount_InALanguageAndWidth_AreAccessibleAndFit(string language, int width)
    {
        var page = await portal.SignInAsync("trainer", language, width);
        foreach (var path in new[] { "/account/password", "/sign-out" })
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync(".bare h1");
            await Portal.CheckAsync(page, $"{path.Trim('/').Replace('/', '-')}-{language}-{width}");
        }
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Dialogs_Open_AreAccessibleAndFit(string language, int width)
    {
        var page = await portal.SignInAsync("administrator", language, width);
        foreach (var (path, button, name) in new[]
        {
            ("/calendar/days", ".page-actions button.primary", "day"), ("/calendar/days", ".page-actions button:not(.primary)", "import"), ("/accounts", ".page-actions button.primary", "account"),
            ("/accounts?q=trainer", ".row-actions button:last-child", "reset"), ("/", "[data-open-palette]", "palette"),
        })
        {
            await page.GotoAsync(path);
            await page.Locator(button).First.ClickAsync();
            await page.WaitForSelectorAsync("dialog[open]");
            await Portal.CheckAsync(page, $"dialog-{name}-{language}-{width}");
        }
    }

    private IEnumerable<string> Paths() => portal.Server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(static path => !path.Contains('{', StringComparison.Ordinal) && !BeforeSignIn.Contains(path)).Distinct().Order();
}
