using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>One server with demo accounts and one browser, for all end-to-end tests.</summary>
public class Portal : IAsyncLifetime
{
    private static readonly string? Chromium = Environment.GetEnvironmentVariable("QA_TEST_CHROMIUM") is { Length: > 0 } named ? named : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("QA_TEST_PICTURES") is { Length: > 0 } folder ? folder : null;

    // What passes is not reported: of a large page that is more than the page.
    private static readonly AxeRunOptions Findings = new() { ResultTypes = new HashSet<ResultType> { ResultType.Violations } };

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await StartServerAsync();
        if (Chromium is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP localhost 127.0.0.1"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Server.DisposeAsync();
    }

    private protected virtual Task<TestServer> StartServerAsync() => TestServer.StartAsync(isDemo: true);

    /// <summary>Closes what the tests before have left open: each page goes on asking its server.</summary>
    internal async Task CloseWindowsAsync()
    {
        foreach (var context in _browser?.Contexts.ToList() ?? [])
            await context.CloseAsync();
    }

    /// <summary>A window of its own, in which nobody is signed in.</summary>
    /// <param name="theme">What its system prefers.</param>
    /// <param name="atName">Whether the server is reached by its name: passkeys are of a name, and of no address.</param>
    internal async Task<IPage> OpenAsync(string language = "zh-CN", int width = 1366, ColorScheme theme = ColorScheme.Light, bool atName = false)
    {
        var address = (atName ? new UriBuilder(Server.Address) { Host = "localhost" }.Uri : Server.Address).ToString();
        Skip.If(_browser is null, "there is no Chromium");
        var context = await _browser!.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 768 }, ColorScheme = theme, Locale = "de-DE", ReducedMotion = ReducedMotion.Reduce });
        await context.AddCookiesAsync([new() { Name = "callcenter-language", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = address }]);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which somebody of a role is signed in.</summary>
    internal async Task<IPage> SignInAsync(string role, string language = "zh-CN", int width = 1366, ColorScheme theme = ColorScheme.Light)
    {
        return await SignInAsync(await OpenAsync(language, width, theme), role);
    }

    /// <summary>The same, at the server's name.</summary>
    internal async Task<IPage> SignInByNameAsync(string role) => await SignInAsync(await OpenAsync(atName: true), role);

    /// <summary>Replaces words in the text editor of a page, as somebody does who finds them and types over them.</summary>
    internal static async Task ReplaceAsync(IPage page, string words, string by)
    {
        await page.Locator(".code-editor .view-line").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("Control+f");
        await page.Locator(".find-widget textarea").First.FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.InsertTextAsync(by);
    }

    private async Task<IPage> SignInAsync(IPage page, string role)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Form.Name']").FillAsync(role);
        await page.Locator("[name='Form.Password']").FillAsync(await Server.PasswordOfAsync(role));
        await page.Locator("button[type=submit]").First.ClickAsync();
        await page.WaitForSelectorAsync(".frame h1");
        return page;
    }

    /// <summary>Looks at a page as it is now: no finding of axe that is critical or serious, no key of a text, nothing wider than the window; and a picture where <c>QA_TEST_PICTURES</c> names a folder for them.</summary>
    internal static async Task CheckAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')");
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, $"{name}.png") });

        // Each list shows its columns, which it learns as it is drawn.
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('table.list')].every(table => [...table.querySelectorAll('thead th')].some(head => head.textContent.trim() && !head.classList.contains('row-actions')))");
        var findings = (await page.RunAxe(Findings)).Violations.Where(static finding => finding.Impact is "critical" or "serious")
            .Select(static finding => $"{finding.Id}: {finding.Help}: {string.Join(" | ", finding.Nodes.Take(4).Select(static node => node.Html))}");
        findings.Should().BeEmpty(because: "{0} must be usable by everybody", name);
        var text = await page.EvaluateAsync<string>("() => { const copy = document.body.cloneNode(true); copy.querySelectorAll('.icon, script, code, .code').forEach(each => each.remove()); return copy.textContent; }");
        System.Text.RegularExpressions.Regex.Matches(text, @"\b[a-z]+(-[a-z]+)*\.[a-z]+[A-Za-z.]*\b").Select(static match => match.Value).Where(static word => !word.EndsWith(".xlsx", StringComparison.Ordinal))
            .Where(IsKey).Should().BeEmpty(because: "{0} must not show the keys of texts", name);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0, because: "{0} must fit its window", name);
    }

    // Permissions are shown as they are written in the table of roles.
    private static bool IsKey(string word) => !PermissionNames.Contains(word);

    private static readonly HashSet<string> PermissionNames = [.. new Platform.Access.PermissionTable(Modules.PortalModules.All.SelectMany(static module => module.Permissions)).All];
}

/// <summary>Tests that share the server and the browser.</summary>
[CollectionDefinition(nameof(Portal))]
public sealed class SharedPortal : ICollectionFixture<Portal>;
