using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>影子运行 as an inspector meets it: a draft is let score along, and compared while it does and afterwards.</summary>
[Collection(nameof(Portal))]
public sealed class ShadowPagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableTheory]
    [InlineData("zh-CN", 1366)]
    [InlineData("en-US", 390)]
    public async Task Shadow_OfADraft_IsStartedFollowedComparedAndStopped(string language, int width)
    {
        var (set, words, picture) = ($"shadowed-{language.ToLowerInvariant()}-{width}", language == "zh-CN" ? Words.Chinese : Words.English, $"{language}-{width}");
        var draft = await DraftAsync(set);
        var page = await portal.SignInAsync("inspector", language, width);
        await page.GotoAsync($"/norm-sets/{set}/drafts/{draft}");
        var panel = page.Locator(".shadow-panel");
        await Expect(panel.Locator("[name=hours]")).ToHaveValueAsync("24");
        await panel.ScrollIntoViewIfNeededAsync();
        await Portal.CheckAsync(page, $"shadow-start-{picture}");
        await panel.Locator("[name=hours]").FillAsync("48");
        await panel.GetByRole(AriaRole.Button, new() { Name = words.Start }).ClickAsync();
        await Expect(panel.Locator(".tag-good")).ToHaveTextAsync(words.Running);

        await page.GotoAsync($"/norm-sets/{set}/drafts");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync(words.Tag);
        await Portal.CheckAsync(page, $"shadow-drafts-{picture}");
        await page.GotoAsync($"/norm-sets/{set}/drafts/{draft}");
        await SayAsync(set, 1, "您好，请讲。这个不归我管", "日班一组");
        await SayAsync(set, 2, "您好，请讲。马上为您查", "夜班二组");
        await Expect(panel.GetByRole(AriaRole.Status)).ToContainTextAsync(words.SoFar, new() { Timeout = 30_000 });
        await panel.ScrollIntoViewIfNeededAsync();
        await Portal.CheckAsync(page, $"shadow-panel-{picture}");

        await panel.GetByRole(AriaRole.Link, new() { Name = words.Comparison }).ClickAsync();
        await Expect(page.Locator(".impact-figures div").First).ToContainTextAsync("2");
        await Expect(page.Locator(".impact-norms tbody")).ToContainTextAsync("推诿");
        await Expect(page.Locator(".impact-parts")).ToContainTextAsync("日班一组");
        await Portal.CheckAsync(page, $"shadow-running-{picture}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Stop }).ClickAsync();
        await Expect(page.Locator(".replay-scope")).ToContainTextAsync(words.Stopped);
        await Portal.CheckAsync(page, $"shadow-ended-{picture}");
        var address = page.Url;

        await page.Locator(".impact-norms summary").First.ClickAsync();
        await page.Locator(".impact-links a").First.ClickAsync();
        await Expect(page.Locator(".compare-sides")).ToContainTextAsync(words.Side);
        await Expect(page.Locator("mark.only-after").Nth(1)).ToHaveTextAsync("不归我管");
        await Portal.CheckAsync(page, $"shadow-compare-{picture}");

        await page.GotoAsync($"/norm-sets/{set}/drafts/{draft}");
        await Expect(panel.Locator(".home-rows")).ToContainTextAsync(words.Stopped);
        await panel.ScrollIntoViewIfNeededAsync();
        await Portal.CheckAsync(page, $"shadow-list-{picture}");
        var leader = await portal.SignInAsync("leader", language, width);
        await leader.GotoAsync(address);
        await Expect(leader.Locator(".impact-figures div").First).ToContainTextAsync("2");
        await Expect(leader.Locator(".impact-parts")).ToHaveCountAsync(0);
        await Portal.CheckAsync(leader, $"shadow-leader-{picture}");
        await leader.GotoAsync($"/norm-sets/{set}/drafts/{draft}/shadow/{Guid.Empty}");
        await Expect(leader.Locator(".empty")).ToContainTextAsync(words.Missing);
        await Expect(leader).ToHaveURLAsync(new Regex("shadow/0000"));
    }

    private async Task<string> DraftAsync(string set)
    {
        var client = portal.Server.As();
        await client.PostAsync($"/api/v1/rule-sets/{set}/publications", Document(set, "不知道", 0, "-5"));
        return (await TestServer.JsonOf(await client.PostAsync($"/api/v1/rule-sets/{set}/publications", Document(set, "不归我管", 1, "veto")))).GetProperty("id").GetString()!;
    }

    private async Task SayAsync(string set, int number, string text, string group)
    {
        var id = $"{set}-{number}";
        await portal.Server.As().PostAsync("/api/v1/interactions", new StringContent(
            $$"""
            {"id":"{{id}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","businessLine":"{{set}}","agent":{"id":"s-{{number}}","name":"王芳","group":"{{group}}"},
             "turns":[{"role":"customer","text":"我的快递丢了怎么办"},{"role":"agent","text":"{{text}}"}]}
            """, Encoding.UTF8, "application/json"));
        await Eventually.Of(async () => await TestServer.JsonOf(await portal.Server.As().GetAsync($"/api/v1/interactions/{id}/scorecards")), static cards => cards.GetArrayLength() > 0);
    }

    private static JsonContent Document(string set, string phrase, long head, string points) => JsonContent.Create(new
    {
        document = new
        {
            file = "shadowed.yaml",
            text = $$$"""
                schema: qa.norm-tree/1
                ruleSet: {{{set}}}
                name: 在线客服规范集
                appliesTo: {businessLines: [{{{set}}}]}
                norms:
                  - id: forbidden
                    name: 服务禁语
                    children:
                      - {id: shirking, name: 推诿, points: {{{points}}}, forbid: {anyOf: [{{{phrase}}}]}}
                  - {id: greeting, name: 开场白, points: -10, require: {anyOf: [您好], turns: {first: 2} }}
                """,
        },
        note = "推诿改为一票否决",
        expectedHead = head,
    });

    private sealed record Words(string Start, string Running, string Tag, string SoFar, string Comparison, string Stop, string Stopped, string Side, string Missing)
    {
        public static Words Chinese { get; } = new("开始影子运行", "运行中", "影子运行中", "并行评分 2 份，1 份结果不同；新增否决 1，取消否决 0", "查看对比", "停止", "由 inspector 停止", "影子运行的草稿", "该草稿没有这次影子运行");

        public static Words English { get; } = new(
            "Let it score along", "Scores along", "Shadow run", "2 scored beside each other, 1 differ; vetoes: 1 new, 0 gone", "Comparison", "Stop", "by inspector", "The draft, as it scored along", "There is no such shadow run");
    }
}
