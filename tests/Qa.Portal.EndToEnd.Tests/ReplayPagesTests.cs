using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>What people do with 版本回放: look at what a draft would change, and prove a result.</summary>
[Collection(nameof(Portal))]
public sealed class ReplayPagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Set = "weighed";

    [SkippableFact]
    public async Task Impact_OfADraft_LeadsFromItsPageToEachDialogueUnderBothVersions()
    {
        var draft = await HaveDraftAsync();
        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync($"/norm-sets/{Set}/drafts/{draft}");
        await page.GetByRole(AriaRole.Link, new() { Name = "影响" }).ClickAsync();
        await page.Locator("[name=days]").FillAsync("366");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始" }).ClickAsync();

        await Expect(page.Locator(".impact-figures")).ToContainTextAsync("新增否决");
        await Expect(page).ToHaveURLAsync(new Regex("replay="));
        await page.ReloadAsync();
        await Expect(page.Locator(".impact-norms tbody")).ToContainTextAsync("推诿");
        await Expect(page.Locator(".impact-parts")).ToContainTextAsync("日班一组");
        await page.Locator(".impact-norms summary").First.ClickAsync();
        await page.Locator(".impact-links a").First.ClickAsync();
        await Expect(page.Locator(".compare-sides")).ToContainTextAsync("草稿");
        await Expect(page.Locator("mark.only-after").Nth(1)).ToHaveTextAsync("不归我管");
        await Expect(page.Locator(".compare-norms .differs")).ToContainTextAsync("违反");

        await page.GotoAsync($"/norm-sets/{Set}/drafts/{draft}/impact");
        await page.Locator("[name=days]").FillAsync("366");
        await page.Locator("[name=which]").SelectOptionAsync("sample");
        await page.Locator("[name=size]").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始" }).ClickAsync();
        await Expect(page.Locator(".replay-scope")).ToContainTextAsync("抽样 2 条");
        await Expect(page.Locator(".impact-figures div").First).ToContainTextAsync("2");
    }

    [SkippableFact]
    public async Task Result_ReplayedByAnAuditor_IsIdenticalAndCertifiedAndNothingCanBeChanged()
    {
        await HaveDraftAsync();
        var page = await portal.SignInAsync("auditor");
        await page.GotoAsync("/replays");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建回放" }).ClickAsync();
        await page.Locator("dialog[open] [name=interaction]").FillAsync($"{Set}-1");
        await page.Locator("dialog[open] [name=set]").SelectOptionAsync(Set);
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();

        await Expect(page.Locator(".notice-done")).ToContainTextAsync("逐字节一致");
        await Expect(page.Locator(".replayed-card .tag-good")).ToHaveTextAsync(new Regex("逐字节一致"));
        await ExpectNothingToChangeAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "结果对照" }).First.ClickAsync();
        await Expect(page.Locator(".notice-done")).ToContainTextAsync("两份评分卡逐字节一致");
        await ExpectNothingToChangeAsync(page);
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "回放证明" }).ClickAsync();
        await Expect(page.Locator(".certificate-verdict")).ToContainTextAsync("一致");
        await Expect(page.Locator(".certificate-versions")).ToContainTextAsync("与发布的规范树相同");
        await Expect(page.Locator(".certificate")).ToContainTextAsync($"qa replay {Set}-1 --set {Set}");
        await ExpectNothingToChangeAsync(page, "打印");

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".certificate-verdict")).ToBeVisibleAsync();
        await Expect(page.Locator(".nav")).ToBeHiddenAsync();
        await Expect(page.Locator(".top")).ToBeHiddenAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await page.GotoAsync("/replays");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("1 份全部一致");
        await ExpectNothingToChangeAsync(page, "新建回放");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Pages_OfReplays_AreAccessibleAndFit(string language, int width)
    {
        var draft = await HaveDraftAsync();
        var impact = await RunAsync(new { ruleSet = Set, draft, baseline = 1 });
        var same = await RunAsync(new { ruleSet = Set, interaction = $"{Set}-1" });
        var period = await RunAsync(new { ruleSet = Set });
        var none = await RunAsync(new { ruleSet = Set, version = 1, baseline = 1, from = "2030-01-01T00:00:00Z" });
        var page = await portal.SignInAsync("administrator", language, width);
        foreach (var (path, name) in new[]
        {
            ($"/norm-sets/{Set}/drafts/{draft}/impact", "impact-form"), ($"/norm-sets/{Set}/drafts/{draft}/impact?replay={impact}", "impact"), ("/replays", "list"), ($"/replays/{same}", "same"), ($"/replays/{period}", "period"),
            ($"/replays/{none}", "none"), ($"/replays/{same}/certificate", "certificate"), ($"/replays/{impact}/certificate", "certificate-impact"), ($"/replays/compare/{Set}-1?set={Set}&a=1&b={draft}", "compare"), ("/replays/compare/none", "compare-missing"),
            ($"/norm-sets/{Set}/drafts/none/impact", "impact-missing"), ($"/replays/{Guid.Empty}", "missing"), ($"/replays/{Guid.Empty}/certificate", "certificate-missing"),
        })
        {
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton') && !document.querySelector('.replay-progress')");
            await Portal.CheckAsync(page, $"replays-{name}-{language}-{width}");
        }

        await page.GotoAsync("/replays");
        await page.Locator(".page-actions button").ClickAsync();
        await page.Locator("dialog[open] [name=what]").SelectOptionAsync("Version");
        await page.Locator("dialog[open] [name=set]").SelectOptionAsync(Set);
        await page.Locator("dialog[open] [name=version] option").Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Portal.CheckAsync(page, $"replays-dialog-{language}-{width}");
    }

    // Buttons of the page, but not of the frame around it: none, or the ones that are named.
    private static async Task ExpectNothingToChangeAsync(IPage page, params string[] allowed)
    {
        await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')");
        (await page.Locator("main button, main input[type=submit], main form").AllInnerTextsAsync()).Select(static text => text.Trim()).Where(text => !allowed.Any(one => text.EndsWith(one, StringComparison.Ordinal))).Should().BeEmpty();
    }

    private async Task<string> RunAsync(object request)
    {
        var client = portal.Server.As();
        var started = await TestServer.JsonOf(await client.PostAsync("/api/v1/replays", JsonContent.Create(request)));
        var id = started.GetProperty("id").GetString()!;
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/{id}")), static replay => replay.GetProperty("state").GetString() != "running");
        return id;
    }

    // Made once; a test that comes later finds it made.
    private async Task<string> HaveDraftAsync()
    {
        var client = portal.Server.As();
        await client.PostAsync($"/api/v1/rule-sets/{Set}/publications", Document("不知道", 0, "-5"));
        foreach (var (number, text) in new[] { (1, "您好，请讲。这个不归我管"), (2, "您好"), (3, "我不知道，打13812345678问问"), (4, "这个不归我管") })
        {
            await client.PostAsync("/api/v1/interactions", new StringContent(
                $$"""
                {"id":"{{Set}}-{{number}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"w-{{number % 2}}","name":"王芳","group":"{{(number == 4 ? "夜班二组" : "日班一组")}}"},
                 "turns":[{"role":"customer","text":"我的快递丢了怎么办"},{"role":"agent","text":"{{text}}"},{"role":"customer","text":"那归谁管"},{"role":"agent","text":"不归我管"}]}
                """, Encoding.UTF8, "application/json"));
        }

        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync($"/api/v1/interactions/{Set}-4/scorecards")), static cards => cards.EnumerateArray().Any(static card => card.GetProperty("ruleSet").GetString() == Set));
        var drafts = (await TestServer.JsonOf(await client.GetAsync($"/api/v1/rule-sets/{Set}"))).GetProperty("drafts").EnumerateArray().Where(static each => each.GetProperty("state").GetString() == "open").ToList();
        if (drafts.Count > 0)
            return drafts[0].GetProperty("id").GetString()!;
        var draft = await TestServer.JsonOf(await client.PostAsync($"/api/v1/rule-sets/{Set}/publications", Document("不归我管", 1, "veto")));
        return draft.GetProperty("id").GetString()!;
    }

    private static JsonContent Document(string phrase, long head, string points) => JsonContent.Create(new
    {
        document = new
        {
            file = "weighed.yaml",
            text = $$$"""
                schema: qa.norm-tree/1
                ruleSet: {{{Set}}}
                name: 在线客服规范集
                norms:
                  - id: forbidden
                    name: 服务禁语
                    children:
                      - {id: shirking, name: 推诿, points: {{{points}}}, forbid: {anyOf: [{{{phrase}}}]}}
                  - {id: greeting, name: 开场白, points: -10, require: {anyOf: [您好], turns: {first: 1} }}
                """,
        },
        note = "推诿改为一票否决",
        expectedHead = head,
    });
}
