using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Qa.Portal.Tests;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>What inspectors do with the tree editor: with forms, keys, the mouse and the text, and two of them at once.</summary>
[Collection(nameof(Portal))]
public sealed class NormSetEditTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task Norm_BuiltWithForms_IsTriedAndStandsInTheText()
    {
        await PublishAsync("built");
        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync("/norm-sets/built/edit");
        await page.Locator("[name=dialogue]").FillAsync("坐席：您好\n客户：我要投诉\n坐席：你去投诉好了");

        await page.Locator(".norm-name", new() { HasText = "服务禁语" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "添加规范" }).ClickAsync();
        await Expect(page.Locator("[role=treeitem][aria-selected=true]")).ToContainTextAsync("新规范");
        await page.Locator("[name=name]").FillAsync("激化矛盾");
        await page.Locator("[name=id]").FillAsync("provoking");
        await page.Locator("[name=id]").BlurAsync();
        await Expect(page.Locator(".norm-form .code").First).ToHaveTextAsync("service/provoking");
        await page.Locator(".phrase-add textarea").First.FillAsync("你去投诉好了\n随便你投诉\n");
        await Expect(page.Locator(".phrase-field .tag").Nth(1)).ToContainTextAsync("随便你投诉");
        await Expect(page.Locator(".phrase-add textarea").First).ToHaveValueAsync("");
        await Expect(page.Locator(".page-state")).ToContainTextAsync("inspector 保存于 刚刚");
        await page.Locator("[name=veto]").CheckAsync();

        await Expect(page.Locator(".try mark")).ToHaveTextAsync("你去投诉好了");
        await Expect(page.Locator(".try .score")).ToHaveTextAsync("0");
        await page.Locator("[name=veto]").UncheckAsync();
        await page.Locator("[name=points]").FillAsync("-12.5");
        await page.Locator("[name=points]").BlurAsync();
        await Expect(page.Locator(".try .score")).ToHaveTextAsync("87.5");

        await page.GetByRole(AriaRole.Button, new() { Name = "YAML" }).ClickAsync();
        await Expect(page.Locator(".code-editor")).ToContainTextAsync("激化矛盾");
        (await TextAsync("built")).Should()
            .Contain("# 由质检主管维护", "what was not asked for stays")
            .And.Contain("      - id: provoking\n        name: 激化矛盾\n        forbid: {anyOf: [你去投诉好了, 随便你投诉]}\n        points: -12.5\n");
        await page.ReloadAsync();
        await Expect(page.Locator("[role=treeitem]", new() { HasText = "激化矛盾" }).First).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Tree_ByKeysAndMouse_IsChangedAndUndone()
    {
        await PublishAsync("moved");
        var page = await portal.SignInAsync("inspector", "en-US");
        await page.GotoAsync("/norm-sets/moved/edit");
        await page.Locator(".norm-name", new() { HasText = "静默" }).ClickAsync();
        await Expect(Chosen(page)).ToHaveAttributeAsync("data-path", "attitude/silence");

        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(page.Locator("[data-path='attitude/greeting'] + [data-path='attitude/silence']")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Alt+ArrowLeft");
        await Expect(Chosen(page)).ToHaveAttributeAsync("data-path", "silence");
        await page.Keyboard.PressAsync("Control+d");
        await Expect(Chosen(page)).ToHaveAttributeAsync("data-path", "silence-2");
        await page.Keyboard.PressAsync(".");
        await Expect(Chosen(page)).ToHaveClassAsync("is-off");
        await page.Keyboard.PressAsync("Delete");
        await page.Locator("dialog[open] .danger").ClickAsync();
        await Expect(page.Locator("[data-path=silence-2]")).ToHaveCountAsync(0);
        for (var step = 0; step < 4; step++)
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("[data-path='attitude/greeting'] + [data-path='attitude/silence']")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Redo" }).ClickAsync();
        await Expect(page.Locator("[data-path=silence]")).ToHaveCountAsync(1);

        await page.Locator("[data-path=silence] > .norm-row").DragToAsync(page.Locator("[data-path=service] > .norm-row"));
        await Expect(page.Locator("[data-path='service/silence']")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task TwoInspectors_SeeEachOther_AndNeitherOverwritesTheOther()
    {
        await PublishAsync("both");
        var one = await portal.SignInAsync("inspector");
        var other = await portal.SignInAsync("lead-inspector");
        await one.GotoAsync("/norm-sets/both/edit?node=attitude%2Fsilence");
        await other.GotoAsync("/norm-sets/both/edit?node=attitude%2Fgreeting");
        await Expect(one.Locator(".editors")).ToContainTextAsync("同时在编辑：lead-inspector");

        await one.Locator("[name=points]").FillAsync("-7");
        await one.Locator("[name=points]").BlurAsync();
        await other.Locator("[name=points]").FillAsync("-9");
        await other.Locator("[name=points]").BlurAsync();

        await Expect(one.Locator("[data-path='attitude/greeting'] .norm-worth")).ToHaveTextAsync("−9");
        await Expect(other.Locator("[data-path='attitude/silence'] .norm-worth")).ToHaveTextAsync("−7/次");
        await Expect(one.Locator(".editors")).ToContainTextAsync("lead-inspector 的修改已同步到这里");
    }

    [SkippableFact]
    public async Task NewSet_FromNothing_IsBegunAndThrownAway()
    {
        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync("/norm-sets/new");
        await page.Locator("[name=set]").FillAsync("begun");
        await page.Locator("[name=name]").FillAsync("试运行规范");
        await page.Locator("form [type=submit]").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("试运行规范");
        await Expect(page.Locator(".norm-state")).ToContainTextAsync("phrases");

        await page.GotoAsync("/norm-sets");
        await page.Locator("a.tag", new() { HasText = "begun" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "放弃修改" }).ClickAsync();
        await page.Locator("dialog[open] .danger").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("质检规范");
        await Expect(page.Locator("a.tag", new() { HasText = "begun" })).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task SharedLexicon_Changed_OpensAWorkingDraftInEverySetThatUsesIt()
    {
        foreach (var set in new[] { "first", "second" })
        {
            await portal.Server.As().PostAsync($"/api/v1/rule-sets/lexicon-{set}/publications", JsonContent.Create(new
            {
                document = new
                {
                    file = $"lexicon-{set}.yaml",
                    text = $$$"""
                        schema: qa.norm-tree/1
                        ruleSet: lexicon-{{{set}}}
                        name: {{{set}}}
                        lexicons: {rude: {file: lexicons/rude.txt}}
                        norms: [{id: rude, name: 辱骂, points: veto, forbid: {anyOf: ['@rude']}}]
                        """,
                    lexicons = new Dictionary<string, string> { ["lexicons/rude.txt"] = "滚\n" },
                },
                note = "试",
            }));
        }

        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync("/norm-sets/lexicons");
        await Expect(page.Locator("tr", new() { HasText = "lexicons/rude.txt" })).ToContainTextAsync("lexicon-first");
        await page.Locator("a", new() { HasText = "lexicons/rude.txt" }).ClickAsync();
        await page.Locator("[name=text]").FillAsync("滚\n闭嘴 #号键\n");
        await page.Locator("form [type=submit]").ClickAsync();
        await Expect(page.Locator(".notice-error")).ToContainTextAsync("第 2 行：“闭嘴 #号键”应为");
        await page.Locator("[name=text]").FillAsync("滚\n闭嘴\n");
        await page.Locator("form [type=submit]").ClickAsync();
        await Expect(page.Locator(".notice-done a")).ToHaveTextAsync(new[] { "lexicon-first", "lexicon-second" });

        await page.Locator(".notice-done a").Last.ClickAsync();
        await page.Locator("[name=dialogue]").FillAsync("坐席：你闭嘴");
        await Expect(page.Locator(".try mark")).ToHaveTextAsync("闭嘴");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 1366, "任何一个短语就算成立")]
    [InlineData("en-US", 390, "at least one of the phrases is said")]
    public async Task Text_InTheEditor_IsCompletedExplainedAndSavedWithWhatOthersChange(string language, int width, string words)
    {
        var set = $"text-{width}";
        await PublishAsync(set);
        var page = await portal.SignInAsync("inspector", language, width);
        await page.GotoAsync($"/norm-sets/{set}/edit?view=yaml");
        await Portal.ReplaceAsync(page, "name: 普通规范集", "name: 普通规范集\n");
        await page.Keyboard.PressAsync("Control+Space");
        await Expect(page.Locator(".suggest-widget .monaco-list-row", new() { HasText = "appliesTo" }).First).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("score: {pass: 6}");
        await page.Keyboard.PressAsync("Escape");
        var text = await Eventually.Of(() => TextAsync(set), static text => text.Contains("name: 普通规范集\nscore: {pass: 6}\n", StringComparison.Ordinal));

        var changed = await portal.Server.As().PutAsJsonAsync($"/api/v1/rule-sets/{set}/working-draft", new { version = await VersionAsync(set), text = text.Replace("静默", "长时间静默", StringComparison.Ordinal) });
        changed.EnsureSuccessStatusCode();
        await Expect(page.Locator(".code-editor")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("长\\s*时\\s*间\\s*静"), new() { Timeout = 15_000 });
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.TypeAsync("0");
        await Eventually.Of(() => TextAsync(set), static text => text.Contains("score: {pass: 60}", StringComparison.Ordinal) && text.Contains("长时间静默", StringComparison.Ordinal));

        await page.Locator(".code-editor .view-line span", new() { HasText = "anyOf" }).Last.HoverAsync();
        await Expect(page.Locator(".monaco-hover", new() { HasText = words })).ToBeVisibleAsync();
        await Portal.CheckAsync(page, $"norm-text-{language}-{width}");
    }

    private static ILocator Chosen(IPage page) => page.Locator("[role=treeitem][aria-selected=true]");

    private async Task<string> TextAsync(string set) => (await DraftAsync(set)).GetProperty("text").GetString()!;

    private async Task<long> VersionAsync(string set) => (await DraftAsync(set)).GetProperty("version").GetInt64();

    private Task<JsonElement> DraftAsync(string set) => portal.Server.As().GetFromJsonAsync<JsonElement>($"/api/v1/rule-sets/{set}/working-draft");

    private Task<HttpResponseMessage> PublishAsync(string set) => portal.Server.As().PostAsync($"/api/v1/rule-sets/{set}/publications", JsonContent.Create(new
    {
        document = new
        {
            file = $"{set}.yaml",
            text = $$$"""
                # 由质检主管维护
                schema: qa.norm-tree/1
                ruleSet: {{{set}}}
                name: 普通规范集
                norms:
                  - id: service
                    name: 服务禁语
                    children:
                      - {id: shirking, name: 推诿, forbid: {anyOf: [这事我不管]}, points: veto}
                  - id: attitude
                    name: 服务态度
                    children:
                      - {id: silence, name: 静默, forbid: {silence: {longerThan: 8}}, points: -5, perHit: true}
                      - {id: greeting, name: 开场白, require: {anyOf: [您好], turns: {first: 2}}, points: -5}
                """,
        },
        note = "试",
    }));
}
