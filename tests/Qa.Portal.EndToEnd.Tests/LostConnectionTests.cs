using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Qa.Grains.Tests.Faults;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>The connection between a browser and its server breaks while somebody types.</summary>
[Collection(nameof(Portal))]
public sealed class LostConnectionTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    // The browser tries again by itself, after longer and longer pauses.
    private const float LongestReconnect = 60_000;

    [SkippableFact]
    public async Task Form_ConnectionIsCutAndComesBack_HasWhatWasTypedAndIsSaved()
    {
        using var link = new CuttableLink(portal.Server.Address.Port);
        var page = await portal.SignInAsync("administrator");
        await page.GotoAsync($"http://127.0.0.1:{link.Port}/calendar/days");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增日期" }).First.ClickAsync();
        await page.Locator("dialog[open] [name=date]").FillAsync("2033-10-01");
        await page.Locator("dialog[open] [name=name]").FillAsync("断线之前");

        link.Cut();
        await Expect(page.Locator("dialog.reconnect[open]")).ToBeVisibleAsync();
        await Expect(page.Locator("dialog.reconnect .reconnect-trying")).ToContainTextAsync("内容");
        await Portal.CheckAsync(page, "lost-connection");

        // Somebody types on: the browser lets them, and nobody hears of it.
        await page.EvaluateAsync("() => { const field = document.querySelector('dialog[open] [name=name]'); field.value = '断线之后'; field.dispatchEvent(new Event('change', { bubbles: true })); }");
        link.Restore();

        await Expect(page.Locator("dialog.reconnect[open]")).ToHaveCountAsync(0, new() { Timeout = LongestReconnect });
        await Expect(page.Locator("dialog[open] [name=name]")).ToHaveValueAsync("断线之后");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.GotoAsync("/calendar/days?from=2033-10-01&to=2033-10-01");
        await Expect(page.Locator("table.list tbody tr").First).ToContainTextAsync("断线之后");
    }

    [SkippableFact]
    public async Task Text_TypedAsTheConnectionIsCut_IsSavedOnceItIsBack()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/lost/publications", TestServer.Document("lost"));
        using var link = new CuttableLink(portal.Server.Address.Port);
        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync($"http://127.0.0.1:{link.Port}/norm-sets/lost/edit?view=yaml");
        await Portal.ReplaceAsync(page, "不知道", "断线之前");
        await Eventually.Of(TextAsync, static text => text.Contains("[断线之前]", StringComparison.Ordinal));

        // Sent only after a pause in typing: the cut comes before it. Then the page is behind a dialogue, and nobody can type.
        await page.Keyboard.InsertTextAsync(", 断线之后");
        link.Cut();
        await Expect(page.Locator("dialog.reconnect[open]")).ToBeVisibleAsync();
        link.Restore();

        await Expect(page.Locator("dialog.reconnect[open]")).ToHaveCountAsync(0, new() { Timeout = LongestReconnect });
        await Eventually.Of(TextAsync, static text => text.Contains("[断线之前, 断线之后]", StringComparison.Ordinal));
    }

    private async Task<string> TextAsync() =>
        (await portal.Server.As().GetFromJsonAsync<JsonElement>("/api/v1/rule-sets/lost/working-draft")).GetProperty("text").GetString()!;
}
