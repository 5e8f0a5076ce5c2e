using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.NormSets.Cases;

/// <summary>No way of publishing goes past a case that fails, except those that are for when something in force does harm.</summary>
[Collection(nameof(PlainServer))]
public sealed class CasePublicationTests(PlainServer plain)
{
    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Publish_WithAFailingCase_IsRefusedWithTheCaseHoweverItIsDone()
    {
        var (author, set) = (_server.As(), "guarded");
        await author.PostAsync($"/api/v1/rule-sets/{set}/publications", TestServer.Document(set));
        var kept = await KeepAsync(author, set);
        var draft = await ApprovedAsync(author, set, TestServer.Document(set, "没办法"));

        var hot = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft });
        var later = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft, at = DateTimeOffset.UtcNow.AddHours(1) });
        var desk = _server.Service<NormSetDesk>();
        var actor = TestActor.Named("han");
        var sight = (await desk.FindDraftAsync(set, draft, actor))!;
        var page = await desk.PublishAsync(sight.Draft, null, actor);
        var node = await ApprovedAsync(author, set, JsonContent.Create(new { node = new { operation = "replace", path = "phrase", text = "{id: phrase, name: 推诿, points: -5, forbid: {anyOf: [没办法]}}" }, note = "试" }));
        var single = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft = node });
        await author.PostAsync($"/api/v1/rule-sets/{set}/offline", null);
        var cold = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/stage", new { draft });
        await author.PostAsync($"/api/v1/rule-sets/{set}/online", null);

        foreach (var refused in new[] { hot, later, single, cold })
        {
            refused.StatusCode.Should().Be(HttpStatusCode.Conflict);
            var problem = await TestServer.JsonOf(refused);
            problem.GetProperty("type").GetString().Should().Be("urn:callcenter:problem:failing-cases");
            problem.GetProperty("detail").GetString().Should().Be($"1 cases fail: 'phrase' case {kept}: found met, expected violated or rewarded");
            var failing = problem.GetProperty("cases")[0];
            (failing.GetProperty("case").GetInt64(), failing.GetProperty("norm").GetString(), failing.GetProperty("name").GetString(), failing.GetProperty("mustHit").GetBoolean(), failing.GetProperty("found").GetString())
                .Should().Be((kept, "phrase", "推诿", true, "met"));
        }

        page.Refusal!.Cases.Single().Case.Should().Be(kept);
        (await VersionAsync(author, set)).Should().Be(1);
        (await author.DeleteAsync($"/api/v1/rule-sets/{set}/cases/{kept}?version=1")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft })).StatusCode.Should().Be(HttpStatusCode.Created, "nothing fails any more");
    }

    [Fact]
    public async Task Publish_EmergencyAndRollback_GoOutAndTheAuditLogNamesWhatFails()
    {
        var (author, set) = (_server.As(), "harmed");
        await author.PostAsync($"/api/v1/rule-sets/{set}/publications", TestServer.Document(set, "没办法"));
        var kept = await KeepAsync(author, set);

        var request = await TestServer.Document(set, "不清楚").ReadFromJsonAsync<Dictionary<string, JsonElement>>();
        var emergency = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { document = request!["document"], emergency = "误判太多" });
        var rollback = await ApprovedAsync(author, set, JsonContent.Create(new { rollbackTo = 1, note = "回退" }));
        var back = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft = rollback });

        (emergency.StatusCode, back.StatusCode).Should().Be((HttpStatusCode.Created, HttpStatusCode.Created));
        var entries = (await TestServer.JsonOf(await author.GetAsync("/api/v1/audit?limit=1000"))).ToString();
        entries.Should().Contain($"误判太多 (published although 1 cases fail: 'phrase' case {kept}: found met, expected violated or rewarded)").And.Contain($"回退 (published although 1 cases fail: 'phrase' case {kept}");
        var versions = await TestServer.JsonOf(await author.GetAsync($"/api/v1/rule-sets/{set}/versions"));
        versions.ToString().Should().NotContain("published although", "the record of a publication says what its author said");
    }

    [Fact]
    public async Task Schedule_WithACaseAddedAfterwards_IsNotPublishedAtItsTime()
    {
        var (author, set) = (_server.As(), "overtaken-by-case");
        await author.PostAsync($"/api/v1/rule-sets/{set}/publications", TestServer.Document(set));
        var draft = await ApprovedAsync(author, set, TestServer.Document(set, "没办法"));
        (await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/publications", new { draft, at = DateTimeOffset.UtcNow.AddSeconds(3) })).StatusCode.Should().Be(HttpStatusCode.Accepted);
        await KeepAsync(author, set);

        var state = await Eventually.Of(async () => await TestServer.JsonOf(await author.GetAsync($"/api/v1/rule-sets/{set}/drafts/{draft}")), static read => read.GetProperty("state").GetString() is "failed" or "published");

        state.GetProperty("failure").GetString().Should().StartWith("1 cases fail: 'phrase' case ");
        (await VersionAsync(author, set)).Should().Be(1);
    }

    private static async Task<long> KeepAsync(HttpClient author, string set)
    {
        var kept = await author.PostAsJsonAsync($"/api/v1/rule-sets/{set}/cases", new { norm = "phrase", mustHit = true, note = "直接推诿", dialogue = "坐席：不知道" });
        kept.StatusCode.Should().Be(HttpStatusCode.Created);
        return (await TestServer.JsonOf(kept)).GetProperty("id").GetInt64();
    }

    private async Task<string> ApprovedAsync(HttpClient author, string set, HttpContent change)
    {
        var waiting = await author.PostAsync($"/api/v1/rule-sets/{set}/publications", change);
        waiting.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var draft = waiting.Headers.Location!.ToString();
        (await _server.As(TestServer.First).PostAsync($"{draft}/approvals", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        return draft[(draft.LastIndexOf('/') + 1)..];
    }

    private static async Task<long> VersionAsync(HttpClient author, string set) => (await TestServer.JsonOf(await author.GetAsync($"/api/v1/rule-sets/{set}"))).GetProperty("version").GetInt64();
}
