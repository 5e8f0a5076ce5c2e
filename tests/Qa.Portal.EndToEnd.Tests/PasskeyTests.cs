using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>A passkey made, taken for signing in and removed, by Chromium's virtual authenticator: all of the browser's part and of ours.</summary>
[Collection(nameof(Portal))]
public sealed class PasskeyTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Passkey_AddedOnTheOwnAccount_SignsInAndOpensNothingOnceRemoved()
    {
        var page = await portal.SignInByNameAsync("hr");
        var device = await VirtualDevice.InsertAsync(page);
        await page.GotoAsync("/account");
        await page.Locator("[name=passkey-name]").FillAsync("办公室电脑");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await Expect(page.Locator("#passkeys .notice-done")).ToBeVisibleAsync();
        await Expect(page.Locator("#passkeys tbody tr")).ToContainTextAsync("办公室电脑");
        await Portal.CheckAsync(page, "account-with-passkey");
        await page.Locator("#passkeys").ScrollIntoViewIfNeededAsync();

        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥登录" }).ClickAsync();
        await page.WaitForSelectorAsync(".frame h1");
        await page.GotoAsync("/account");
        await Expect(page.Locator("table[aria-label='已登录的设备'] tbody, table.list tbody").Last).ToContainTextAsync("通行密钥");

        await page.GetByRole(AriaRole.Button, new() { Name = "编辑 办公室电脑" }).ClickAsync();
        await page.Locator("dialog[open] [name=name]").FillAsync("新电脑");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator("#passkeys tbody tr")).ToContainTextAsync("新电脑");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除 新电脑" }).ClickAsync();
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator("#passkeys tbody tr")).ToHaveCountAsync(0);

        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥登录" }).ClickAsync();
        await Expect(page.Locator(".notice-error")).ToContainTextAsync("此通行密钥无效");
        await device.RemoveAsync();
    }

    [SkippableFact]
    public async Task Passkey_NotShown_IsToldAndThePasswordStillOpens()
    {
        var page = await portal.OpenAsync(atName: true);
        var device = await VirtualDevice.InsertAsync(page, isUserVerified: false);
        await page.GotoAsync("/sign-in");

        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥登录" }).ClickAsync();

        await Expect(page.Locator("[data-passkey-failed]")).ToBeVisibleAsync();
        await Portal.CheckAsync(page, "sign-in-no-passkey");
        await device.RemoveAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/sign-out");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
    }
}
