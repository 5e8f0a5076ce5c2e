using Microsoft.Playwright;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Commands;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Commands;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>The pictures of docs/guide, of the centre that ./run makes: each page as those see it who work with it.</summary>
public sealed class GuidePictures(GuideCentre centre) : IClassFixture<GuideCentre>
{
    private static readonly string Folder = Directory.CreateDirectory(RepositoryFile.At("artifacts/guide")).FullName;

    [SkippableTheory]
    [Trait("Category", "Long")]
    [Trait("Part", "guide")]
    [InlineData("agent", "/", "home-agent")]
    [InlineData("leader", "/", "home-leader")]
    [InlineData("manager", "/", "home-manager")]
    [InlineData("manager", "/interactions?result=Vetoed", "interactions")]
    [InlineData("manager", "/search?q=退款", "search")]
    [InlineData("inspector", "/norm-sets/standard", "norm-set")]
    [InlineData("inspector", "/norm-sets/standard?node=forbidden%2Fshirking", "norm")]
    [InlineData("inspector", "/norm-sets/standard/edit?node=forbidden%2Fshirking", "norm-edit")]
    [InlineData("inspector", "/norm-sets/lexicons", "lexicons")]
    [InlineData("inspector", "/norm-sets/standard/cases", "cases")]
    [InlineData("hr", "/people", "people")]
    [InlineData("hr", "/person/A1001", "person")]
    [InlineData("hr", "/people/units", "units")]
    [InlineData("manager", "/calendar", "calendar")]
    [InlineData("administrator", "/accounts", "accounts")]
    [InlineData("administrator", "/roles", "roles")]
    [InlineData("administrator", "/settings/notifications", "settings")]
    [InlineData("auditor", "/audit", "audit")]
    [InlineData("administrator", "/privacy/retention", "retention")]
    public async Task Page_OfTheDemoCentre_IsInTheGuide(string role, string path, string name)
    {
        var page = await centre.SignInAsync(role);
        await page.GotoAsync(path);
        await TakeAsync(page, name);
    }

    [SkippableFact]
    [Trait("Category", "Long")]
    [Trait("Part", "guide")]
    public async Task Interaction_WithHits_IsInTheGuide()
    {
        var page = await centre.SignInAsync("manager");
        await page.GotoAsync("/interactions?result=Vetoed");
        await page.Locator("table.list tbody a").First.ClickAsync();
        await page.WaitForSelectorAsync("mark");
        await TakeAsync(page, "interaction");
    }

    [SkippableFact]
    [Trait("Category", "Long")]
    [Trait("Part", "guide")]
    public async Task Palette_WithPeopleAndPages_IsInTheGuide()
    {
        var page = await centre.SignInAsync("manager");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("zh");
        await page.WaitForSelectorAsync("[role=option]");
        await TakeAsync(page, "palette");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        await page.WaitForFunctionAsync("() => document.querySelector('h1') && !document.querySelector('.skeleton')");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
        File.Exists(Path.Combine(Folder, $"{name}.png")).Should().BeTrue();
        (await page.Locator(".notice-error").CountAsync()).Should().Be(0, "the guide shows {0} as it is when all is well", name);
    }
}

/// <summary>A server with the centre of the samples, its work scored.</summary>
public sealed class GuideCentre : Portal
{
    private protected override async Task<TestServer> StartServerAsync()
    {
        var server = await TestServer.StartAsync(demo: RepositoryFile.At("samples"));
        await server.PasswordOfAsync("agent");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("token"), $"{TestServer.Author} {TestServer.TokenOf(TestServer.Author)}");
        var sets = ((string[])["standard", "expert", "im"]).Select(static set => RepositoryFile.At($"rulesets/{set}.yaml"));
        (await CommandRun.Of(["publish", .. sets, "--server", server.Address.ToString(), "--token-file", folder.At("token")])).ExitCode.Should().Be(ExitCode.Ok);
        var lists = server.Service<InteractionLists>();
        await Eventually.Of(() => lists.CountAsync(new() { IdPrefix = "demo-" }), static count => count > 500);
        await Eventually.Of(() => lists.CountAsync(new() { IdPrefix = "demo-", Result = ResultCondition.Unscored }), static count => count == 0);
        return server;
    }
}
