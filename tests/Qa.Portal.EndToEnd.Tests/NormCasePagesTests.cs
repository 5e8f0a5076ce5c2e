using System.Net.Http.Json;
using Microsoft.Playwright;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>必中/不中用例 as people meet them: kept at an interaction, in the way of a publication, mended.</summary>
[Collection(nameof(Portal))]
public sealed class NormCasePagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Case_KeptAtAnInteraction_StopsAPublicationUntilTheNormIsMended()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/cases/publications", TestServer.Document("cases"));
        await portal.Server.As().PostAsync("/api/v1/rule-sets/cases-beside/publications", TestServer.Document("cases-beside"));
        await portal.Server.As().PostAsync("/api/v1/interactions", TestServer.Interaction("case-call", "这个不知道，请打13900139000"));
        var inspector = await portal.SignInAsync("inspector");
        await inspector.GotoAsync("/interactions/case-call");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "存为用例" }).ClickAsync();
        var form = inspector.Locator("dialog[open]");
        await form.Locator("[name=set]").SelectOptionAsync("cases");
        await Expect(form.Locator("[name=norm]")).ToHaveValueAsync("phrase");
        await Expect(form.Locator("[name=demand]")).ToHaveValueAsync("hit");
        await form.Locator("[name=note]").FillAsync("直接说不知道");
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(form).ToHaveCountAsync(0);

        var draft = await DraftAsync("没办法");
        await inspector.GotoAsync(draft);
        await Expect(inspector.Locator("section[aria-label=用例]")).ToContainTextAsync("1 条用例中 1 条未通过");
        await Expect(inspector.Locator("section[aria-label=用例] li")).ToContainTextAsync("直接说不知道");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "立即发布" }).ClickAsync();
        await Expect(inspector.Locator(".notice-error")).ToContainTextAsync("未发布，1 条用例未通过：推诿 的“直接说不知道”必须命中，结果为“符合”");

        await inspector.GotoAsync(await DraftAsync("不知道, 没办法"));
        await Expect(inspector.Locator("section[aria-label=用例]")).ToContainTextAsync("1 条用例全部通过");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "立即发布" }).ClickAsync();
        await Expect(inspector.Locator(".notice-done")).ToContainTextAsync("已发布为 v2");

        await inspector.GotoAsync("/norm-sets/cases/cases");
        await Expect(inspector.Locator("tbody tr")).ToContainTextAsync("通过");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "查看 直接说不知道" }).ClickAsync();
        await Expect(form.Locator("mark")).ToHaveTextAsync("不知道");
        await Expect(form.Locator(".turn")).ToContainTextAsync("139****9000");
    }

    [SkippableFact]
    public async Task Case_Pasted_IsChangedAndDeletedByItsName()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/pasted/publications", TestServer.Document("pasted"));
        var inspector = await portal.SignInAsync("inspector");
        await inspector.GotoAsync("/norm-sets/pasted/cases");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "添加用例" }).ClickAsync();
        var form = inspector.Locator("dialog[open]");
        await form.Locator("[name=norm]").SelectOptionAsync("phrase");
        await form.Locator("[name=note]").FillAsync("客户说的不算");
        await form.Locator("[name=case-dialogue]").FillAsync("客户：我不知道\n坐席：没关系");
        await form.Locator("button[type=submit]").ClickAsync();

        await Expect(inspector.Locator("tbody tr")).ToContainTextAsync("未通过");
        await inspector.Locator("[name=failing]").CheckAsync();
        await Expect(inspector.Locator("tbody tr")).ToHaveCountAsync(1);
        await inspector.GetByRole(AriaRole.Button, new() { Name = "查看 客户说的不算" }).ClickAsync();
        await Expect(form).ToContainTextAsync("是另一方说的");
        await form.Locator("[name=demand]").SelectOptionAsync("miss");
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(form).ToHaveCountAsync(0);
        await inspector.GotoAsync("/norm-sets/pasted/cases");
        await Expect(inspector.Locator("tbody tr .tag-good")).ToContainTextAsync("通过");

        await inspector.GetByRole(AriaRole.Button, new() { Name = "查看 客户说的不算" }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await Expect(form).ToContainTextAsync("删除“客户说的不算”后");
        await form.GetByRole(AriaRole.Button, new() { Name = "删除用例" }).ClickAsync();
        await Expect(inspector.Locator(".empty")).ToContainTextAsync("还没有用例");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Pages_OfCases_AreAccessibleAndFit(string language, int width)
    {
        await ShownAsync();
        var page = await portal.SignInAsync("administrator", language, width);
        await page.GotoAsync("/norm-sets/cases-shown/cases");
        await page.WaitForSelectorAsync("table.cases");
        await Portal.CheckAsync(page, $"norm-cases-{language}-{width}");
        await page.Locator("tbody .row-actions button").Nth(1).ClickAsync();
        await page.WaitForSelectorAsync("dialog[open] .turn");
        await Portal.CheckAsync(page, $"norm-case-{language}-{width}");
        await page.GotoAsync("/norm-sets/cases-shown/cases");
        await page.Locator(".page-actions button").ClickAsync();
        await page.WaitForSelectorAsync("dialog[open] form");
        await Portal.CheckAsync(page, $"norm-case-new-{language}-{width}");
        await page.GotoAsync("/interactions/shown-call");
        await page.Locator(".page-actions button").First.ClickAsync();
        await page.WaitForSelectorAsync("dialog[open] form");
        await Portal.CheckAsync(page, $"interaction-save-case-{language}-{width}");
        var draft = await portal.Server.As().PostAsync("/api/v1/rule-sets/cases-shown/publications", Shown("没办法"));
        await page.GotoAsync($"/norm-sets/cases-shown/drafts/{(await TestServer.JsonOf(draft)).GetProperty("id").GetString()}");
        await page.WaitForSelectorAsync(".cases-state");
        await Portal.CheckAsync(page, $"norm-draft-cases-{language}-{width}");
    }

    private async Task ShownAsync()
    {
        var author = portal.Server.As();
        await author.PostAsync("/api/v1/rule-sets/cases-shown/publications", Shown("这事我不管, 不归我管"));
        await author.PostAsync("/api/v1/interactions", TestServer.Interaction("shown-call", "这事我不管"));
        if ((await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/cases-shown/cases"))).GetArrayLength() > 0)
            return;
        foreach (var (norm, mustHit, note, dialogue) in new[]
        {
            ("service/shirking", true, "直接推诿", "00:01 坐席：您好，很高兴为您服务\n00:09 客户：我的订单一直没有发货\n00:15 坐席：这事我不管，您打13900139000问问\n00:20 客户：那归谁管"),
            ("service/shirking", true, "客户说的不算坐席推诿，应当不中，这条写反了", "坐席：您好，很高兴为您服务\n客户：他们说不归我管，你们到底谁管\n坐席：我马上为您查询"),
            ("service/shirking", false, "", "坐席：您好，很高兴为您服务\n客户：谢谢"),
            ("attitude/greeting", true, "没有开场白", "坐席：喂\n客户：我要退货"),
        })
            (await author.PostAsJsonAsync("/api/v1/rule-sets/cases-shown/cases", new { norm, mustHit, note, dialogue })).EnsureSuccessStatusCode();
    }

    private static JsonContent Shown(string phrases) => JsonContent.Create(new
    {
        document = new
        {
            file = "shown.yaml",
            text = $$$"""
                schema: qa.norm-tree/1
                ruleSet: cases-shown
                name: 普通规范集
                norms:
                  - id: service
                    name: 服务禁语
                    children:
                      - {id: shirking, name: 推诿, severity: fatal, forbid: {anyOf: [{{{phrases}}}]}, points: -20}
                  - id: attitude
                    name: 服务态度
                    children:
                      - {id: greeting, name: 开场白, require: {similar: {texts: [您好很高兴为您服务], atLeast: 0.8}, turns: {first: 2}}, points: -5}
                """,
        },
        note = "减少误判",
    });

    private async Task<string> DraftAsync(string phrases)
    {
        var (author, approver) = (portal.Server.As(), portal.Server.As(TestServer.First));
        var waiting = (await author.PostAsync("/api/v1/rule-sets/cases/publications", TestServer.Document("cases", phrases))).Headers.Location!.ToString();
        (await approver.PostAsync($"{waiting}/approvals", null)).EnsureSuccessStatusCode();
        return $"/norm-sets/cases/drafts/{waiting[(waiting.LastIndexOf('/') + 1)..]}";
    }
}
