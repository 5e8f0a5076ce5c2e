using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>Every page that there is, found in the routing table, so that a new one is looked at too: in both languages, at three widths, in both lights.</summary>
[Collection(nameof(Portal))]
public sealed class EveryPageTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private const int LaptopHeight = 768;
    private const int PhoneWidth = 390;
    private const int PhoneHeight = 844;

    // Signed out, on purpose, or asking for something that is not there yet.
    private static readonly string[] BeforeSignIn = ["/sign-in", "/sign-in/code", "/sign-out", "/account/password"];

    [SkippableTheory]
    [InlineData("zh-CN", 1440, ColorScheme.Light, ColorScheme.Dark)]
    [InlineData("en-US", 1366, ColorScheme.Dark, ColorScheme.Light)]
    public async Task EveryPage_InALanguage_IsAccessibleAndFitsALaptopAndAPhone(string language, int width, ColorScheme theme, ColorScheme onPhone)
    {
        await HaveTokenAsync();
        var page = await portal.SignInAsync("administrator", language, width, theme);
        var failures = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                failures.Add($"{page.Url}: {message.Text}");
        };
        foreach (var path in Paths())
        {
            await ShowAsync(page, width, LaptopHeight, theme);
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            await Portal.CheckAsync(page, $"{path.Trim('/').Replace('/', '-')}-{language}-{width}-{theme}".TrimStart('-'));
            await ShowAsync(page, PhoneWidth, PhoneHeight, onPhone);
            await Portal.CheckAsync(page, $"{path.Trim('/').Replace('/', '-')}-{language}-{PhoneWidth}-{onPhone}".TrimStart('-'));
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
        await HaveTokenAsync();
        foreach (var (path, button, name) in new[]
        {
            ("/calendar/days", ".page-actions button.primary", "day"), ("/calendar/days", ".page-actions button:not(.primary)", "import"), ("/accounts", ".page-actions button.primary", "account"),
            ("/accounts?q=trainer", ".row-actions button:last-child", "reset"), ("/tokens", ".page-actions button.primary", "token"), ("/tokens?q=pictured", ".row-actions button:last-child", "revoke"), ("/", "[data-open-palette]", "palette"),
            ("/privacy", ".page-actions button.primary", "erasure"), ("/privacy/holds", ".page-actions button.primary", "hold"),
        })
        {
            await page.GotoAsync(path);
            await page.Locator(button).First.ClickAsync();
            await page.WaitForSelectorAsync("dialog[open]");
            await Portal.CheckAsync(page, $"dialog-{name}-{language}-{width}");
        }
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390, "请填写邮件服务器的主机名")]
    [InlineData("en-US", 1366, "Enter the name of the mail server")]
    public async Task Settings_WithErrors_SayEachInTheLanguageOfThePage(string language, int width, string words)
    {
        var page = await portal.SignInAsync("administrator", language, width);
        await page.GotoAsync("/settings/notifications");
        await page.Locator("[name=mail]").CheckAsync();
        await page.Locator("[name=host]").FillAsync("no host!");
        await page.Locator("form.settings > .form-end button.primary").ClickAsync();

        await Microsoft.Playwright.Assertions.Expect(page.Locator(".notice-error")).ToContainTextAsync(words);
        await Portal.CheckAsync(page, $"settings-errors-{language}-{width}");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task SecondFactor_InALanguageAndWidth_IsAccessibleAndFits(string language, int width)
    {
        var name = $"factor-{width}";
        var opened = await portal.Server.Service<AccountDesk>().OpenAsync(new(name, "王芳", null, null, ["agent"]), Everything, mustChangePassword: false);
        await using (var context = await portal.Server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync())
        {
            context.Add(new IdentityUserToken<Guid> { UserId = opened.Account!.Id, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "ABCDEFGHIJKLMNOPQRSTUVWX23456723" });
            await context.SaveChangesAsync();
            await context.Set<Account>().Where(account => account.UserName == name).ExecuteUpdateAsync(static set => set.SetProperty(static account => account.TwoFactorEnabled, true));
        }

        var page = await portal.OpenAsync(language, width);
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Form.Name']").FillAsync(name);
        await page.Locator("[name='Form.Password']").FillAsync(opened.Password!);
        await page.Locator("button[type=submit]").First.ClickAsync();

        await page.WaitForSelectorAsync("[name='Form.Code']");
        await Portal.CheckAsync(page, $"second-factor-{language}-{width}");
        await page.Locator("[name='Form.Code']").FillAsync("000000");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync(".notice-error");
        await Portal.CheckAsync(page, $"second-factor-wrong-{language}-{width}");
    }

    private static async Task ShowAsync(IPage page, int width, int height, ColorScheme theme)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
    }

    private Actor Everything => new("demo", null, null, new(portal.Server.Service<PermissionTable>().All.Select(static permission => KeyValuePair.Create(permission, DataScope.All))), "");

    // A name that is taken says that an earlier test has made it.
    private async Task HaveTokenAsync()
    {
        await portal.Server.PasswordOfAsync("administrator");
        await portal.Server.Service<TokenDesk>().MakeAsync(new("pictured", 90, new Dictionary<string, DataScope> { ["interactions.send"] = DataScope.All, ["recordings.read"] = DataScope.Group }, "administrator"), Everything);
    }

    private IEnumerable<string> Paths() => portal.Server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(static path => !path.Contains('{', StringComparison.Ordinal) && !BeforeSignIn.Contains(path)).Distinct().Order();
}
