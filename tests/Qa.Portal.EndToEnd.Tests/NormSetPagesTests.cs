using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>What people do with the pages of 质检规范: read a tree, change it, approve and publish the change, go back.</summary>
[Collection(nameof(Portal))]
public sealed class NormSetPagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Change_OfAnInspector_IsApprovedByAnotherAndPublishedHotAndRolledBack()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/shown/publications", TestServer.Document("shown"));
        var inspector = await portal.SignInAsync("inspector");
        await inspector.GotoAsync("/norm-sets/shown/edit?view=yaml");
        await Portal.ReplaceAsync(inspector, "不知道", "不知道, 不归我管");
        await inspector.Locator("[name=dialogue]").FillAsync("坐席：您好，这个不归我管\n客户：那归谁管");
        await Expect(inspector.Locator(".try mark")).ToHaveTextAsync("不归我管");
        await Expect(inspector.Locator(".try .norms")).ToContainTextAsync("推诿");
        await inspector.Locator("[name=dialogue]").FillAsync("客户：这个不归我管");
        await inspector.Locator(".try select").SelectOptionAsync("phrase");
        await Expect(inspector.Locator(".try .home-rows")).ToContainTextAsync("是另一方说的");
        await Expect(inspector.Locator(".norm-state")).ToContainTextAsync("共 1 条规范");
        await HandInAsync(inspector, "补充推诿用语");
        await Expect(inspector.Locator("h1")).ToHaveTextAsync("补充推诿用语");
        await Expect(inspector.Locator(".differences ins")).ToHaveTextAsync("不归我管");
        await Expect(inspector.GetByRole(AriaRole.Button, new() { Name = "批准" })).ToHaveCountAsync(0);
        await Expect(inspector.GetByRole(AriaRole.Button, new() { Name = "立即发布" })).ToHaveCountAsync(0);

        var lead = await portal.SignInAsync("lead-inspector");
        await lead.GotoAsync(inspector.Url);
        await lead.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        await Expect(lead.Locator(".page-state")).ToContainTextAsync("已批准");

        await inspector.ReloadAsync();
        await inspector.GetByRole(AriaRole.Button, new() { Name = "立即发布" }).ClickAsync();
        await Expect(inspector.Locator(".notice-done")).ToContainTextAsync("已发布为 v2");
        await Expect(inspector.GetByRole(AriaRole.Region, new() { Name = "v2 的使用情况" })).ToContainTextAsync($"进程 {Environment.ProcessId}");
        await inspector.GotoAsync("/norm-sets/shown/compare/1/2");
        await Expect(inspector.Locator(".differences ins")).ToHaveTextAsync("不归我管");

        await inspector.GotoAsync("/norm-sets/shown/versions");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "回退到此版本：v1" }).ClickAsync();
        await Expect(inspector.Locator("h1")).ToHaveTextAsync("回退到 v1");
        await Expect(inspector.Locator(".differences del")).ToHaveTextAsync("不归我管");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "撤回" }).ClickAsync();
        await Expect(inspector.Locator(".page-state")).ToContainTextAsync("已撤回");
    }

    [SkippableFact]
    public async Task Emergency_ReviewedByAnother_IsMarkedNoMore()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/urgent/publications", TestServer.Document("urgent"));
        var inspector = await portal.SignInAsync("inspector");
        await inspector.GotoAsync("/norm-sets/urgent/edit?view=yaml");
        await Portal.ReplaceAsync(inspector, "不知道", "没办法");
        await HandInAsync(inspector, "误判太多");
        await inspector.Locator("details.let summary").ClickAsync();
        await inspector.Locator("[name=reason]").FillAsync("客户投诉");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "紧急发布", Exact = true }).ClickAsync();
        await Expect(inspector.Locator(".notice-done")).ToContainTextAsync("已发布为 v2");

        var lead = await portal.SignInAsync("lead-inspector");
        await lead.GotoAsync("/norm-sets/urgent/versions");
        await Expect(lead.Locator("tbody tr").First).ToContainTextAsync("待复查");
        await lead.GetByRole(AriaRole.Button, new() { Name = "复查 v2" }).ClickAsync();
        await Expect(lead.Locator("dialog[open] [name=verdict]")).ToHaveValueAsync("accept");
        await lead.Locator("dialog[open] [name=verdict]").SelectOptionAsync(new SelectOptionValue { Label = "不认可" });
        await lead.Locator("dialog[open] [name=note]").FillAsync("可以等到审批");
        await lead.Locator("dialog[open] button[type=submit]").ClickAsync();

        await Expect(lead.Locator("tbody tr").First).ToContainTextAsync("lead-inspector 不认可");
        await Expect(lead.Locator("tbody tr").First).Not.ToContainTextAsync("待复查");
    }

    [SkippableFact]
    public async Task Text_WithErrors_SaysEachAtItsPlaceAndIsNotHandedIn()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/wrong/publications", TestServer.Document("wrong"));
        var page = await portal.SignInAsync("inspector", "en-US");
        await page.GotoAsync("/norm-sets/wrong/edit?view=yaml");
        await Portal.ReplaceAsync(page, "points: -5", "points: 5");

        await Expect(page.Locator(".norm-errors li")).ToContainTextAsync("set.yaml:4:");
        await Expect(page.Locator(".code-editor .squiggly-error")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Hand in for approval" })).ToBeDisabledAsync();
    }

    [SkippableFact]
    public async Task Tree_ByKeysAlone_IsWalkedFoldedAndChosenFrom()
    {
        await PublishStandardAsync();
        var page = await portal.SignInAsync("trainer");
        await page.GotoAsync("/norm-sets/walked");
        var first = page.Locator("[role=treeitem]").First;
        await Expect(first).ToHaveAttributeAsync("tabindex", "0");
        await first.FocusAsync();

        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(first).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".norm-split h2")).ToHaveTextAsync("推诿");
        await Expect(page.Locator(".condition").First).ToContainTextAsync("坐席 · 说到任一短语");
        await Expect(page.Locator("[role=treeitem][aria-selected=true]")).ToContainTextAsync("一票否决");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Pages_OfASet_AreAccessibleAndFit(string language, int width)
    {
        await PublishStandardAsync();
        await PublishStandardAsync(points: -6, emergency: "静默太短");
        var draft = await (await PublishStandardAsync(points: -7)).Content.ReadFromJsonAsync<JsonElement>();
        var page = await portal.SignInAsync("administrator", language, width);
        foreach (var (path, name) in new[]
        {
            ("", "tree"), ("?node=service%2Fshirking", "node"), ("/versions", "versions"), ("/compare/1/2", "compare"), ("/drafts", "drafts"), ("/edit", "edit"), ("/edit?node=attitude%2Fsilence", "edit-norm"), ("/edit?view=yaml", "edit-text"),
            ($"/drafts/{draft.GetProperty("id").GetString()}", "draft"),
        })
        {
            await page.GotoAsync($"/norm-sets/walked{path}");
            await page.WaitForSelectorAsync(".tabs");
            await Portal.CheckAsync(page, $"norm-set-{name}-{language}-{width}");
        }

        await page.GotoAsync("/norm-sets/walked/versions");
        await page.GetByRole(AriaRole.Button, new() { Name = language == "zh-CN" ? "复查 v2" : "Review v2" }).ClickAsync();
        await page.WaitForSelectorAsync("dialog[open]");
        await Portal.CheckAsync(page, $"norm-set-review-{language}-{width}");

        await page.GotoAsync("/norm-sets/walked");
        await page.Locator(".page-actions button").First.ClickAsync();
        await page.WaitForSelectorAsync("dialog[open]");
        await Portal.CheckAsync(page, $"norm-set-offline-{language}-{width}");
        await page.GotoAsync("/norm-sets/walked/edit?node=service%2Fshirking");
        await page.Locator("[name=dialogue]").FillAsync("00:01 坐席：您好，很高兴为您服务\n00:20 坐席：这事我不管\n00:24 客户：那归谁管");
        await page.WaitForSelectorAsync(".try mark");
        await page.Locator(".try select").SelectOptionAsync("service/shirking");
        await page.Locator(".try").ScrollIntoViewIfNeededAsync();
        await Portal.CheckAsync(page, $"norm-set-tried-{language}-{width}");
    }

    [SkippableFact]
    public async Task Versions_OfASetAtWork_ShowResultsUseAndTheVerifiedLog()
    {
        var client = portal.Server.As();
        await client.PostAsync("/api/v1/rule-sets/traced/publications", TestServer.Document("traced"));
        foreach (var id in new[] { "traced-1", "traced-2" })
            await client.PostAsync("/api/v1/interactions", TestServer.Interaction(id, "我不知道"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/traced/versions/results")), static results => results.GetArrayLength() == 1 && results[0].GetProperty("results").GetInt64() == 2);
        var page = await portal.SignInAsync("administrator");
        await page.GotoAsync("/norm-sets/traced/versions");
        var log = page.GetByRole(AriaRole.Region, new() { Name = "发布链" });

        await log.GetByRole(AriaRole.Button, new() { Name = "立即核验" }).ClickAsync();
        await Expect(log.Locator("h2 .tag")).ToHaveTextAsync("完整");
        await Expect(log).ToContainTextAsync("administrator 核验至第");
        await Expect(log.GetByRole(AriaRole.Link, new() { Name = "证据包：发布记录与规范树" })).ToHaveAttributeAsync("href", "/api/v1/bundles/export?ruleSet=traced&historyOnly=true");
        await Expect(page.Locator(".version-results .figure")).ToHaveTextAsync("2");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "v1 的使用情况" })).ToContainTextAsync("首次用它评分");
        await page.GetByRole(AriaRole.Link, new() { Name = "最新结果出自 v1 的会话" }).ClickAsync();
        await Expect(page.Locator("table.list tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("table.list")).ToContainTextAsync("traced-2");
    }

    private static async Task HandInAsync(IPage page, string note)
    {
        await page.Locator(".page-actions .primary").ClickAsync();
        await page.Locator("dialog[open] [name=note]").FillAsync(note);
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
    }

    private Task<HttpResponseMessage> PublishStandardAsync(int points = -5, string? emergency = null) => portal.Server.As().PostAsync("/api/v1/rule-sets/walked/publications", JsonContent.Create(new
    {
        document = new
        {
            file = "walked.yaml",
            text = $$$"""
                schema: qa.norm-tree/1
                ruleSet: walked
                name: 普通规范集
                norms:
                  - id: service
                    name: 服务禁语
                    children:
                      - {id: shirking, name: 推诿, severity: fatal, forbid: {anyOf: [这事我不管, 不归我管], except: [不归我管辖的您也可以]}, points: veto}
                  - id: attitude
                    name: 服务态度
                    maxDeduct: 30
                    children:
                      - {id: silence, name: 静默, forbid: {silence: {longerThan: 8}}, points: {{{points}}}, perHit: true, maxHits: 3}
                      - {id: greeting, name: 开场白, require: {similar: {texts: [您好很高兴为您服务], atLeast: 0.8}, turns: {first: 2}}, points: -5}
                """,
        },
        note = "试",
        emergency,
    }));
}
