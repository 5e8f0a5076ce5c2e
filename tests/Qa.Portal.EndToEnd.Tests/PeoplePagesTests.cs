using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>What people do with the pages of 人员: a new colleague from the first day to the first password, and every form as it looks.</summary>
[Collection(nameof(Portal))]
public sealed class PeoplePagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Api = "/api/v1";

    [SkippableFact]
    public async Task Colleague_HiredPutIntoAGroupAndGivenAnAccount_ByHrAndAnAdministrator()
    {
        var hr = await portal.SignInAsync("hr");
        await hr.GotoAsync("/people/units");
        await hr.GetByRole(AriaRole.Button, new() { Name = "套用组织模板" }).First.ClickAsync();
        await Expect(hr.Locator("dialog[open]")).ToContainTextAsync("模板");
        if (await hr.Locator("dialog[open] button[type=submit]").IsEnabledAsync())
            await SubmitAsync(hr);
        else
            await hr.Keyboard.PressAsync("Escape");

        await hr.GotoAsync("/people");
        await hr.GetByRole(AriaRole.Button, new() { Name = "新增人员" }).ClickAsync();
        await hr.Locator("dialog[open] [name=number]").FillAsync("E7001");
        await hr.Locator("dialog[open] [name=name]").FillAsync("孙悦");
        await hr.Locator("dialog[open] [name=phone]").FillAsync("13812341234");
        await SubmitAsync(hr);

        await hr.GotoAsync("/people?q=sy");
        await hr.GetByRole(AriaRole.Link, new() { Name = "孙悦" }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "调整大组" }).ClickAsync();
        await hr.Locator("dialog[open] [name=target]").SelectOptionAsync(new SelectOptionValue { Label = "呼入/白班大组" });
        await SubmitAsync(hr);
        await Expect(hr.Locator(".page-state")).ToContainTextAsync("呼入/白班大组");
        await Expect(hr.Locator(".facts").First).ToContainTextAsync("138****1234");
        await hr.GetByRole(AriaRole.Button, new() { Name = "显示完整号码" }).ClickAsync();
        await Expect(hr.Locator(".facts").First).ToContainTextAsync("13812341234");

        await hr.GetByRole(AriaRole.Button, new() { Name = "申请账号变动" }).ClickAsync();
        await hr.Locator("dialog[open] [name=account]").FillAsync("sunyue");
        await hr.Locator("dialog[open] [name=agent]").CheckAsync();
        await hr.Locator("dialog[open] [name=reason]").FillAsync("新入职，接听热线");
        await SubmitAsync(hr);

        var administrator = await portal.SignInAsync("administrator");
        await administrator.GotoAsync("/account-requests?q=E7001");
        await administrator.GetByRole(AriaRole.Button, new() { Name = "批准 孙悦" }).ClickAsync();
        await administrator.Locator("dialog[open] button[type=submit]").ClickAsync();
        var password = await administrator.Locator("dialog[open] .code").TextContentAsync();
        await administrator.GetByRole(AriaRole.Button, new() { Name = "已记下" }).ClickAsync();
        await Expect(administrator.Locator("table.list tbody tr").First).ToContainTextAsync("已批准");

        await hr.GotoAsync("/notifications");
        await Expect(hr.Locator(".notifications")).ToContainTextAsync("孙悦（E7001）的账号申请已批准");
        var colleague = await portal.OpenAsync();
        await colleague.GotoAsync("/sign-in");
        await colleague.Locator("[name='Form.Name']").FillAsync("sunyue");
        await colleague.Locator("[name='Form.Password']").FillAsync(password!);
        await colleague.Locator("button[type=submit].primary").First.ClickAsync();
        await colleague.WaitForURLAsync("**/account/password");
    }

    [SkippableFact]
    public async Task Person_ChangedBySomebodyElse_IsShownAndNotOverwritten()
    {
        await PeopleAsync();
        var (first, second) = (await portal.SignInAsync("hr"), await portal.SignInAsync("manager"));
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync("/person/E8002");
            await page.GetByRole(AriaRole.Button, new() { Name = "修改资料" }).ClickAsync();
            await page.WaitForSelectorAsync("dialog[open] [name=name]");
        }

        await first.Locator("dialog[open] [name=name]").FillAsync("李小红");
        await SubmitAsync(first);
        await second.Locator("dialog[open] [name=name]").FillAsync("李大红");
        await second.Locator("dialog[open] button[type=submit]").ClickAsync();

        await Expect(second.Locator("dialog[open] .notice-warning")).ToContainTextAsync("他人刚刚修改了此记录");
        await Expect(second.Locator("dialog[open] [name=name]")).ToHaveValueAsync("李小红");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task PagesAndForms_WithPeople_AreAccessibleAndFit(string language, int width)
    {
        await PeopleAsync();
        var page = await portal.SignInAsync("administrator", language, width);
        foreach (var (path, button, name) in new (string Path, string? Button, string Name)[]
        {
            ("/people?q=E8", null, "list"), ("/people", ".page-actions button.primary", "add"), ("/people", ".page-actions button:not(.primary)", "import"),
            ("/person/E8001", null, "person"), ("/person/E8001", ".page-actions button:not(.primary)", "leaving"), ("/person/E8001", ".panel-tools button:nth-child(1)", "move"),
            ("/person/E8001", ".panel-tools button:nth-child(3)", "skill"), ("/person/E8001", "section:nth-of-type(4) .panel-tools button", "request"),
            ("/people/units", null, "units"), ("/people/units", ".page-actions button:not(.primary)", "template"), ("/people/units", ".unit-tools button:nth-last-child(1)", "end"),
            ("/people/units", ".unit-tools button:nth-last-child(2)", "unit"), ("/people/units", ".unit-tools button:nth-last-child(3)", "leader"),
            ("/people/posts", null, "posts"), ("/people/posts?q=VIP", ".row-actions button", "post"), ("/people/skills", ".page-actions button.primary", "skill-new"),
            ("/account-requests", null, "requests"), ("/account-requests?q=E8002", ".row-actions button", "approve"),
        })
        {
            await page.GotoAsync(path);
            await page.WaitForFunctionAsync("() => document.querySelector('h1') && !document.querySelector('.skeleton')");
            if (button is not null)
            {
                await page.Locator(button).First.ClickAsync();
                await page.WaitForSelectorAsync("dialog[open]");
            }

            await Portal.CheckAsync(page, $"people-{name}-{language}-{width}");
        }
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    // Once for all tests here: 王芳 with a history and a result, 李红 with a request that waits.
    private async Task PeopleAsync()
    {
        var client = portal.Server.As();
        if ((await client.GetAsync($"{Api}/people/E8001")).IsSuccessStatusCode)
            return;
        var centre = (await TestServer.JsonOf(await client.PostAsJsonAsync($"{Api}/departments", new { name = "客服中心", from = "2024-01-01" }))).GetProperty("id").GetInt64();
        await DoneAsync(client.PostAsJsonAsync($"{Api}/organisation-templates/hotline/apply", new { from = "2024-01-01", departmentId = centre }));
        var groups = (await client.GetFromJsonAsync<JsonElement>($"{Api}/groups")).EnumerateArray().ToDictionary(static each => each.GetProperty("path").GetString()!, static each => each.GetProperty("id").GetInt64());
        var posts = (await client.GetFromJsonAsync<JsonElement>($"{Api}/posts")).EnumerateArray().ToDictionary(static each => each.GetProperty("chineseName").GetString()!, static each => each.GetProperty("id").GetInt64());
        var skill = (await TestServer.JsonOf(await client.PostAsJsonAsync($"{Api}/skills", new { name = "英语" }))).GetProperty("id").GetInt64();
        await DoneAsync(client.PostAsJsonAsync($"{Api}/people", new { number = "E8001", name = "王芳", joinedOn = "2025-03-01", state = "probation", phone = "13812341234" }));
        await DoneAsync(client.PostAsJsonAsync($"{Api}/people", new { number = "E8002", name = "李红", joinedOn = "2024-05-01" }));
        var version = 1;
        foreach (var (path, body) in new (string Path, object Body)[]
        {
            ("employment", new { version = version++, state = "employed", from = "2025-06-01" }), ("group", new { version = version++, groupId = groups["客服中心/呼入/白班大组"], from = "2025-03-01" }),
            ("group", new { version = version++, groupId = groups["客服中心/呼入/夜班大组"], from = "2026-02-01" }), ($"posts/{posts["座席代表"]}", new { version = version++, from = "2025-03-01" }),
            ($"skills/{skill}", new { version = version++, level = 3, from = "2025-09-01" }), ($"leads/groups/{groups["客服中心/呼入/夜班大组"]}", new { version = version++, @as = "deputy", from = "2026-05-01" }),
            ("mentor", new { version = version++, mentor = "E8002", from = "2025-03-01", until = "2025-09-01" }),
        })
            await DoneAsync(client.PutAsJsonAsync($"{Api}/people/E8001/{path}", body));
        await DoneAsync(client.PostAsJsonAsync($"{Api}/account-requests", new { number = "E8002", kind = "open", accountName = "lihong", roles = new[] { "agent" }, reason = "转岗到热线" }));
        await client.PostAsync($"{Api}/rule-sets/people/publications", TestServer.Document("people"));
        var interaction = TestServer.InteractionJson("E8-1", "不知道").Replace("\"a-1\"", "\"E8001\"", StringComparison.Ordinal);
        await client.PostAsync($"{Api}/interactions", new StringContent(interaction, System.Text.Encoding.UTF8, "application/json"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync($"{Api}/interactions/E8-1/scorecards")), static cards => cards.GetArrayLength() > 0);
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> request)
    {
        var answer = await request;
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }
}
