using System.Globalization;
using System.Net.Http.Json;
using System.Resources;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Platform.Serving;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>The whole life of a change, in one go: a norm is built, tried, guarded by a case, weighed, approved and published while a task runs; taken back; published cold with a restart; and proved.</summary>
[Collection(nameof(Portal))]
public sealed class NormSetLifeTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Api = "/api/v1";
    private const int Interactions = 5;
    private const string Shirked = "这个不归我管，不知道";

    private static readonly ResourceManager Sets = new(typeof(NormSetsTexts));
    private static readonly ResourceManager Replays = new(typeof(ReplaysTexts));

    [SkippableTheory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    public async Task Norm_FromTheFirstThoughtToTheProofOfItsResults(string language)
    {
        var set = $"life-{language[..2]}";
        await HaveWorkAsync(set);
        await SayAsync(set, 0, Shirked);
        var inspector = await portal.SignInAsync("inspector", language);
        var lead = await portal.SignInAsync("lead-inspector", language);

        await BuildAsync(inspector, set, language);
        await AddCaseAsync(inspector, set, language);
        var draft = await HandInAsync(inspector, set, language);
        await SeeImpactAsync(inspector, draft, language);
        await ApproveAsync(lead, draft, language);
        await inspector.GotoAsync(draft);
        await Expect(inspector.Locator($"section[aria-label='{Say(Sets, "draft.effect", language)}'] li").First).ToContainTextAsync("v1");
        await PublishAsync(inspector, language, 2);

        await SayAsync(set, 1, "没办法，您找别人吧");
        (await Client.PostAsync($"{Api}/live/{set}-live/end", null)).EnsureSuccessStatusCode();
        await ScoredAsync(set, $"{set}-live");
        await SeeVersionAsync(inspector, $"{set}-live", set, 1);
        await SendAsync(set, $"{set}-after");
        await SeeVersionAsync(inspector, $"{set}-0", set, 1);
        await SeeVersionAsync(inspector, $"{set}-after", set, 2);

        await inspector.GotoAsync($"/norm-sets/{set}/versions");
        await inspector.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "version.rollback", language) }).Last.ClickAsync();
        await inspector.WaitForURLAsync("**/drafts/**");
        await ApproveAsync(lead, inspector.Url, language);
        await inspector.ReloadAsync();
        await PublishAsync(inspector, language, 3);

        await PublishColdAsync(set, language);
        await ProveAsync(set, language);
    }

    // Anew each time: the server is started again on the way.
    private HttpClient Client => portal.Server.As();

    private async Task HaveWorkAsync(string set)
    {
        var text = $"schema: qa.norm-tree/1\nruleSet: {set}\nname: {set}\nnorms:\n  - {{id: phrase, name: 推诿, points: -5, forbid: {{anyOf: [不知道]}}}}\n";
        (await Client.PostAsJsonAsync($"{Api}/rule-sets/{set}/publications", new { document = new { file = $"{set}.yaml", text }, note = "试" })).EnsureSuccessStatusCode();
        await Client.PostAsJsonAsync($"{Api}/rule-sets/{set}/lease", new { seconds = 3_600 });
        var lines = string.Join('\n', Enumerable.Range(0, Interactions).Select(number => TestServer.InteractionJson($"{set}-{number}", Shirked)));
        (await Client.PostAsync($"{Api}/interactions", TestServer.Lines(Encoding.UTF8.GetBytes(lines)))).EnsureSuccessStatusCode();
        await ScoredAsync(set, $"{set}-{Interactions - 1}");
    }

    // A conversation that goes on: a task that holds the version with which it began.
    private async Task SayAsync(string set, int index, string text) =>
        (await Client.PostAsJsonAsync($"{Api}/live/{set}-live/turns", new
        {
            index,
            interaction = index == 0 ? new { channel = "chat", startedAt = "2026-10-01T09:00:00Z", agent = new { id = "a-1" } } : null,
            turn = new { role = "agent", text },
        })).EnsureSuccessStatusCode();

    private static async Task BuildAsync(IPage page, string set, string language)
    {
        await page.GotoAsync($"/norm-sets/{set}/edit");
        await page.Locator("[name=dialogue]").FillAsync(language == "zh-CN" ? "坐席：没办法，您找别人吧" : "Agent: 没办法，您找别人吧");
        await page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "tree.AddNorm", language) }).ClickAsync();
        await page.Locator("[name=name]").FillAsync("推脱");
        await page.Locator("[name=id]").FillAsync("refusing");
        await page.Locator("[name=id]").BlurAsync();
        await Expect(page.Locator(".norm-form .code").First).ToHaveTextAsync("refusing");
        await page.Locator(".phrase-add textarea").First.FillAsync("没办法\n");
        await Expect(page.Locator(".try mark")).ToHaveTextAsync("没办法");
        await Expect(page.Locator(".try .score")).ToHaveTextAsync("95");
    }

    private static async Task AddCaseAsync(IPage page, string set, string language)
    {
        await page.GotoAsync($"/norm-sets/{set}/cases");
        await page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "case.add", language) }).ClickAsync();
        var form = page.Locator("dialog[open]");
        await form.Locator("[name=norm]").SelectOptionAsync("phrase");
        await form.Locator("[name=note]").FillAsync("直接说不知道");
        await form.Locator("[name=case-dialogue]").FillAsync(language == "zh-CN" ? "坐席：我不知道" : "Agent: 我不知道");
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("tbody tr .tag-good").Last).ToContainTextAsync(Say(Sets, "case.Passed", language));
    }

    private static async Task<string> HandInAsync(IPage page, string set, string language)
    {
        await page.GotoAsync($"/norm-sets/{set}/edit");
        await page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "edit.propose", language) }).ClickAsync();
        await page.Locator("dialog[open] [name=note]").FillAsync("补充推脱用语");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/drafts/**");
        return page.Url;
    }

    private static async Task SeeImpactAsync(IPage page, string draft, string language)
    {
        await page.GotoAsync(draft);
        await page.GetByRole(AriaRole.Link, new() { Name = Say(Sets, "draft.impact", language) }).ClickAsync();
        await page.Locator("[name=days]").FillAsync("366");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".impact-figures div").First).ToContainTextAsync(new Regex("[1-9]"), new() { Timeout = 60_000 });
    }

    private static async Task ApproveAsync(IPage page, string draft, string language)
    {
        await page.GotoAsync(draft);
        await page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "draft.approve", language), Exact = true }).ClickAsync();
        await Expect(page.Locator("section", new() { HasText = "lead-inspector" }).First).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(IPage page, string language, int version)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "draft.publishNow", language) }).ClickAsync();
        await Expect(page.Locator(".notice-done")).ToContainTextAsync(FormattableString.Invariant($"v{version}"));
    }

    private async Task PublishColdAsync(string set, string language)
    {
        var inspector = await portal.SignInAsync("inspector", language);
        await inspector.GotoAsync($"/norm-sets/{set}/edit?node=phrase");
        await inspector.Locator("[name=points]").FillAsync("-20");
        await inspector.Locator("[name=points]").BlurAsync();
        await Expect(inspector.Locator("[data-path=phrase] .norm-worth")).ToHaveTextAsync("−20");
        var draft = new Uri(await HandInAsync(inspector, set, language)).AbsolutePath;
        await ApproveAsync(await portal.SignInAsync("lead-inspector", language), draft, language);
        await inspector.GotoAsync($"/norm-sets/{set}");
        await inspector.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "set.takeOffline", language) }).ClickAsync();
        await inspector.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(inspector.Locator(".page-state")).ToContainTextAsync(Say(Sets, "set.offline", language));
        await inspector.GotoAsync(draft);
        await inspector.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "draft.stage", language) }).ClickAsync();
        await Expect(inspector.Locator("main")).ToContainTextAsync(Say(Sets, "draft.stagedText", language));

        await portal.CloseWindowsAsync();
        await portal.Server.RestartAsync();
        var again = await portal.SignInAsync("inspector", language);
        await again.GotoAsync(draft);
        await Expect(again.Locator(".notice-done")).ToContainTextAsync("v4");
        await SendAsync(set, $"{set}-cold");
        await SeeVersionAsync(again, $"{set}-cold", set, 4);
    }

    private async Task ProveAsync(string set, string language)
    {
        var page = await portal.SignInAsync("auditor", language);
        await page.GotoAsync("/replays");
        await page.Locator(".page-actions button").ClickAsync();
        await page.Locator("dialog[open] [name=interaction]").FillAsync($"{set}-0");
        await page.Locator("dialog[open] [name=set]").SelectOptionAsync(set);
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Expect(page.Locator(".replayed-card .tag-good").First).ToContainTextAsync(Say(Replays, "verdict.Identical", language));

        await page.GotoAsync($"/norm-sets/{set}");
        await page.WaitForSelectorAsync("[role=treeitem]");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = Say(Sets, "set.takeOffline", language) })).ToHaveCountAsync(0);
        await page.GotoAsync($"/norm-sets/{set}/edit");
        await Expect(page.Locator(".code-editor, [role=tree]")).ToHaveCountAsync(0);
    }

    private static async Task SeeVersionAsync(IPage page, string interaction, string set, int version)
    {
        await page.GotoAsync($"/interactions/{interaction}");
        await Expect(page.Locator($"section.result[aria-label={set}] h2")).ToContainTextAsync(FormattableString.Invariant($"v{version}"));
    }

    private async Task SendAsync(string set, string interaction)
    {
        (await Client.PostAsync($"{Api}/interactions", TestServer.Interaction(interaction, "没办法"))).EnsureSuccessStatusCode();
        await ScoredAsync(set, interaction);
    }

    private Task<JsonElement> ScoredAsync(string set, string interaction) =>
        Eventually.Of(() => GetAsync($"interactions/{interaction}/scorecards"), cards => cards.EnumerateArray().Any(card => card.GetProperty("ruleSet").GetString() == set));

    private async Task<JsonElement> GetAsync(string path) => await TestServer.JsonOf(await Client.GetAsync($"{Api}/{path}"));

    private static string Say(ResourceManager texts, string key, string language) => texts.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException(key);
}
