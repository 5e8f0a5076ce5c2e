using System.Net.Http.Json;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>找相近说法: what was said instead of a phrase, beside the list that is changed.</summary>
[Collection(nameof(Portal))]
public sealed class NormSuggestPagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableTheory]
    [InlineData("zh-CN", 1366)]
    [InlineData("en-US", 390)]
    public async Task Suggest_ForAPhrase_ShowsWhatWasSaidAndAddsItByAClick(string language, int width)
    {
        var set = $"said-{width}";
        var client = portal.Server.As();
        await client.PostAsync($"/api/v1/rule-sets/{set}/publications", TestServer.Document(set, "不归我管"));
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction($"{set}-1", "抱歉，这个业务不归我管。打 13812345678 问问，真的不归咱们我管"));
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction($"{set}-2", "不归我光"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.PostAsJsonAsync("/api/v1/phrase-suggestions", new { phrase = "不归我管", days = 365 })), static found => found.GetProperty("suggestions").GetArrayLength() >= 2);
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync($"/api/v1/rule-sets/{set}/versions/results")), static found => found.GetArrayLength() == 1 && found[0].GetProperty("results").GetInt64() >= 2);
        var page = await portal.SignInAsync("inspector", language, width);
        await page.GotoAsync($"/norm-sets/{set}/edit?node=phrase");
        await Expect(page.Locator(".norm-figure")).ToContainTextAsync("v1");

        await page.Locator(".phrase-add button[aria-expanded]").First.ClickAsync();
        await page.Locator("[name=suggest-days]").SelectOptionAsync("365");
        await page.Locator(".suggest-head button").ClickAsync();
        var said = page.Locator(".suggestions li").Filter(new() { HasText = "不归咱们我管" });
        await Expect(said.Locator("mark")).ToHaveTextAsync("不归咱们我管");
        await Expect(said).ToContainTextAsync("138****5678");
        await Expect(page.Locator(".suggestions li").Filter(new() { HasText = "不归我光" })).ToHaveCountAsync(1);
        await page.Locator(".suggest").ScrollIntoViewIfNeededAsync();
        await Portal.CheckAsync(page, $"norm-suggest-{language}-{width}");
        await said.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.Locator(".phrases .tag").Filter(new() { HasText = "不归咱们我管" })).ToHaveCountAsync(1);
        await Expect(said).ToHaveCountAsync(0);
    }
}
