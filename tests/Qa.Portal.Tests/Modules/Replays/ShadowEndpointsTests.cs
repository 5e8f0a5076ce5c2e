using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>Drafts that score beside the version in force, for machines, through a whole server.</summary>
public sealed class ShadowEndpointsTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Shadow_OfADraft_IsComparedToldAndCountsNowhere()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks"));
        var draft = (await TestServer.JsonOf(await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks", points: "veto")))).GetProperty("id").GetString();
        var shadows = $"/api/v1/rule-sets/talks/drafts/{draft}/shadows";

        using var started = await client.PostAsync(shadows, JsonContent.Create(new { hours = 1 }));
        started.StatusCode.Should().Be(HttpStatusCode.Created);
        var path = started.Headers.Location!.ToString();
        var run = await TestServer.JsonOf(started);
        (run.GetProperty("state").GetString(), run.GetProperty("author").GetString(), run.GetProperty("dueAt").GetDateTimeOffset() - run.GetProperty("startedAt").GetDateTimeOffset()).Should().Be(("running", "li", TimeSpan.FromHours(1)));
        foreach (var (id, text) in new[] { ("t-1", "我不知道"), ("t-2", "您好") })
            await client.PostAsync("/api/v1/interactions", TestServer.Interaction(id, text));
        var impact = (await Eventually.Of(async () => (await TestServer.JsonOf(await client.GetAsync(path))).GetProperty("comparison"), static found => found.GetProperty("impact").GetProperty("count").GetInt64() == 2)).GetProperty("impact");
        (impact.GetProperty("changed").GetInt64(), impact.GetProperty("vetoesGained").GetInt64()).Should().Be((1, 1));
        impact.GetProperty("examples").EnumerateArray().Single().GetProperty("interaction").GetString().Should().Be("t-1");
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/interactions/t-1/scorecards"))).EnumerateArray().Single().GetProperty("version").GetInt64().Should().Be(1, "what scores along is no result");

        var sides = await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/compare/t-1?set=talks&b=shadow-{run.GetProperty("id").GetString()}"));
        (sides.GetProperty("a").GetProperty("vetoed").GetBoolean(), sides.GetProperty("b").GetProperty("vetoed").GetBoolean()).Should().Be((false, true));
        sides.GetProperty("a").GetProperty("side").GetString().Should().StartWith("stored-");

        (await client.PostAsync(path + "/stop", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        var ended = await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync(path)), static found => found.GetProperty("state").GetString() == "ended");
        (ended.GetProperty("ending").GetString(), ended.GetProperty("endedBy").GetString(), ended.GetProperty("comparison").GetProperty("impact").GetProperty("count").GetInt64()).Should().Be(("stopped", "li", 2));
        (await client.PostAsync($"/api/v1/rule-sets/talks/drafts/{draft}/withdrawal", null)).EnsureSuccessStatusCode();
        (await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/compare/t-1?set=talks&b=shadow-{run.GetProperty("id").GetString()}"))).GetProperty("b").GetProperty("vetoed").GetBoolean().Should().BeTrue("it stays readable when the draft is gone");
        (await TestServer.JsonOf(await client.GetAsync(shadows))).EnumerateArray().Single().GetProperty("comparison").ValueKind.Should().Be(JsonValueKind.Null);

        var news = (await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/notifications")), static found => found.GetArrayLength() > 0)).EnumerateArray().Single();
        (news.GetProperty("kind").GetString(), news.GetProperty("link").GetString()).Should().Be(("norms.shadow", $"/norm-sets/talks/drafts/{draft}/shadow/{run.GetProperty("id").GetString()}"));
        news.GetProperty("body").GetString().Should().Be("并行评分 2 份，1 份结果不同；新增否决 1，取消否决 0");
        (await _server.As(TestServer.First).GetAsync("/api/v1/notifications").ContinueWith(static answer => TestServer.JsonOf(answer.Result)).Unwrap()).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Request_OfWhatCannotBe_IsAProblemThatSaysWhy()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks"));
        var draft = (await TestServer.JsonOf(await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks", points: "veto")))).GetProperty("id").GetString();
        var other = (await TestServer.JsonOf(await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks", points: "-7")))).GetProperty("id").GetString();
        var run = (await TestServer.JsonOf(await client.PostAsync(Of(draft), JsonContent.Create(new { })))).GetProperty("id").GetString();

        foreach (var (method, path, body, status, detail) in new (HttpMethod, string, object?, int, string)[]
        {
            (HttpMethod.Post, Of(draft), new { hours = 2 }, 409, "already"),
            (HttpMethod.Post, Of(other), new { hours = 0 }, 400, "0 hours; expected 1 to 336"),
            (HttpMethod.Post, Of("none"), new { hours = 24 }, 404, "none"),
            (HttpMethod.Get, $"{Of(other)}/{run}", null, 404, "there is no shadow run"),
            (HttpMethod.Post, $"{Of(other)}/{run}/stop", null, 404, "there is no shadow run"),
            (HttpMethod.Get, $"{Of(draft)}/{Guid.Empty}", null, 404, "there is no shadow run"),
        })
        {
            using var answer = await client.SendAsync(new(method, path) { Content = body is null ? null : JsonContent.Create(body) });
            ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).Should().Be((status, "application/problem+json"), path);
            (await TestServer.JsonOf(answer)).GetProperty("detail").GetString().Should().Contain(detail);
        }

        static string Of(string? draft) => $"/api/v1/rule-sets/talks/drafts/{draft}/shadows";
    }
}
