using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>What people do with the calendar's pages, and with every list and form that is made like them.</summary>
[Collection(nameof(Portal))]
public sealed class CalendarPagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Day_AddedInTheForm_IsInTheListTheYearAndTheAddress()
    {
        var page = await portal.SignInAsync("administrator");
        await AddAsync(page, "2031-10-01", "国庆节");

        await page.GetByPlaceholder("节日名称").FillAsync("国庆");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("table.list tbody tr").First).ToContainTextAsync("2031-10-01");
        await Expect(page).ToHaveURLAsync(new Regex("/calendar/days\\?q="));
        await page.GotoAsync("/calendar?year=2031");
        await Expect(page.Locator(".day-holiday[title*='国庆节']")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Day_ChangedBySomebodyElse_IsShownAndNotOverwritten()
    {
        var first = await portal.SignInAsync("administrator");
        await AddAsync(first, "2032-05-01", "劳动节");
        var second = await portal.SignInAsync("manager");
        await EditAsync(second, "2032-05-01");
        await EditAsync(first, "2032-05-01");
        await first.Locator("dialog[open] [name=name]").FillAsync("五一");
        await first.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(first.Locator("dialog[open]")).ToHaveCountAsync(0);

        await second.Locator("dialog[open] [name=name]").FillAsync("国际劳动节");
        await second.Locator("dialog[open] button[type=submit]").ClickAsync();

        await Expect(second.Locator("dialog[open] .notice-warning")).ToContainTextAsync("他人刚刚修改了此记录");
        await Expect(second.Locator("dialog[open] [name=name]")).ToHaveValueAsync("五一");
    }

    [SkippableFact]
    public async Task Form_PageIsLoadedAnew_StillHasWhatWasTyped()
    {
        var page = await portal.SignInAsync("administrator");
        await page.GotoAsync("/calendar/days");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增日期" }).ClickAsync();
        await page.Locator("dialog[open] [name=name]").FillAsync("没有保存的名称");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "新增日期" }).ClickAsync();

        await Expect(page.Locator("dialog[open] [name=name]")).ToHaveValueAsync("没有保存的名称");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Sheet_Chosen_IsCheckedAndTakenOnlyWhenAsked(string language, int width)
    {
        var page = await portal.SignInAsync("administrator", language, width);
        var date = width == 390 ? "2034-01-01" : "2034-01-02";
        await portal.Server.As().PutAsJsonAsync($"/api/v1/calendar/days/{date}", new { kind = "holiday", name = "元旦" });
        var sheet = await portal.Server.As().GetByteArrayAsync($"/api/v1/calendar/days.xlsx?from={date}&to={date}&lang={language}");
        await page.GotoAsync("/calendar/days");
        await page.Locator(".page-actions button:not(.primary)").First.ClickAsync();
        var (file, take) = (page.Locator("dialog[open] input[type=file]"), page.Locator("dialog[open] .form-end .primary"));
        await Expect(take).ToBeDisabledAsync();

        await file.SetInputFilesAsync(new FilePayload { Name = "days.xlsx", MimeType = "application/octet-stream", Buffer = "no sheet"u8.ToArray() });
        await Expect(page.Locator("dialog[open] .notice-error li")).ToHaveCountAsync(1);
        await Expect(take).ToBeDisabledAsync();
        await Portal.CheckAsync(page, $"import-refused-{language}-{width}");

        await file.SetInputFilesAsync(new FilePayload { Name = "days.xlsx", MimeType = "application/octet-stream", Buffer = sheet });
        await Expect(page.Locator("dialog[open] .notice-info")).ToContainTextAsync("1");
        await Portal.CheckAsync(page, $"import-checked-{language}-{width}");
        await take.ClickAsync();
        await Expect(page.Locator("dialog[open] .notice-done")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Agent_SeesTheCalendar_AndNothingToChangeIt()
    {
        var page = await portal.SignInAsync("agent");
        await page.GotoAsync("/calendar/days");
        await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "新增日期" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".nav a[href='/accounts']")).ToHaveCountAsync(0);
        await page.GotoAsync("/accounts");
        await Expect(page.Locator("h1")).ToContainTextAsync("没有权限");
    }

    [SkippableFact]
    public async Task Palette_ByKeysAlone_LeadsToAPage()
    {
        var page = await portal.SignInAsync("administrator", "en-US");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("calend");
        await Expect(page.Locator("[role=option]")).ToHaveTextAsync([new Regex("Business calendar"), new Regex("Search all texts for “calend”")]);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("/calendar$"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Business calendar");
    }

    [SkippableFact]
    public async Task Session_EndedByAnAdministrator_ClosesTheOpenPage()
    {
        var admin = await portal.SignInAsync("administrator");
        var reporter = await portal.SignInAsync("reporter");
        await admin.GotoAsync("/accounts?q=reporter");
        await admin.GetByRole(AriaRole.Button, new() { Name = "修改 reporter", Exact = false }).Or(admin.GetByRole(AriaRole.Button, new() { Name = "编辑 reporter" })).First.ClickAsync();
        await admin.Locator("dialog[open] [name=closed]").CheckAsync();
        await admin.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(admin.Locator("dialog[open]")).ToHaveCountAsync(0);

        await reporter.WaitForURLAsync("**/sign-in?back=*", new() { Timeout = 40_000 });
    }

    private static async Task AddAsync(IPage page, string date, string name)
    {
        await page.GotoAsync("/calendar/days");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增日期" }).First.ClickAsync();
        await page.Locator("dialog[open] [name=date]").FillAsync(date);
        await page.Locator("dialog[open] [name=name]").FillAsync(name);
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    private static async Task EditAsync(IPage page, string date)
    {
        await page.GotoAsync($"/calendar/days?from={date}&to={date}");
        await page.GetByRole(AriaRole.Button, new() { Name = $"编辑 {date}" }).ClickAsync();
        await page.WaitForSelectorAsync("dialog[open] [name=name]");
    }
}
