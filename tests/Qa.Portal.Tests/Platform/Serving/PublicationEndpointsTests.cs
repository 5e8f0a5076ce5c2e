using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>The interface for machines, as its users meet it: who may use it, what it says of itself, and publications.</summary>
[Collection(nameof(PlainServer))]
public sealed class PublicationEndpointsTests(PlainServer plain)
{
    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Request_WithoutAToken_IsRefusedAndTellsNothing()
    {
        foreach (var path in (string[])["/api/v1/rule-sets", "/api/v1/nowhere", "/metrics", "/dashboard/"])
        {
            var response = await _server.As(null).GetAsync(path);
            response.StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
            response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        }

        var stranger = _server.As(null);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "somebody-elses-token");
        (await stranger.GetAsync("/api/v1/rule-sets")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await _server.As(null).GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _server.As(null).GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OpenApi_Document_NamesEveryAddressThatTheProductPromises()
    {
        var document = await TestServer.JsonOf(await _server.As().GetAsync("/openapi/v1.json"));

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString().Should().Be("bearer");
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("summary").GetString()!.Length)
            .Should().OnlyContain(length => length > 0 && length < 110, "they are read as a list");
        (await _server.As(null).GetStringAsync("/docs")).Should().NotContain("cdn.").And.NotContain("fonts.");
        document.GetProperty("components").GetProperty("schemas").GetProperty("PublicationRequest").TryGetProperty("required", out _).Should().BeFalse();
        document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Should().Contain(
        [
            "/api/v1/interactions", "/api/v1/interactions/{id}", "/api/v1/interactions/{id}/scorecards", "/api/v1/rule-sets/{id}/publications",
            "/api/v1/rule-sets/{id}/versions", "/api/v1/rule-sets/{id}/versions/{version}", "/api/v1/rule-sets/{id}/versions/{version}/diff/{other}", "/api/v1/tasks",
            "/api/v1/tasks/{id}", "/api/v1/tasks/{id}/pause", "/api/v1/tasks/{id}/resume", "/api/v1/tasks/{id}/cancel", "/api/v1/rule-sets/{id}/offline",
            "/api/v1/rule-sets/{id}/stage", "/api/v1/live/{id}/turns", "/api/v1/live/{id}/end", "/api/v1/live/alerts", "/api/v1/replays", "/api/v1/replays/{id}",
            "/api/v1/bundles/export", "/api/v1/bundles/import", "/api/v1/publications/verify", "/api/v1/publications/checkpoint", "/health/live", "/health/ready",
        ]);
    }

    [Fact]
    public async Task Publish_LaterVersion_WaitsForAnotherPersonAndTellsTheHeadToTheLate()
    {
        var (author, approver) = (_server.As(), _server.As(TestServer.First));
        var before = await VerifiedAsync(author);
        var first = await author.PostAsync("/api/v1/rule-sets/later/publications", TestServer.Document("later"));
        first.StatusCode.Should().Be(HttpStatusCode.Created);
        first.Headers.Location!.ToString().Should().Be("/api/v1/rule-sets/later/versions/1");

        var waiting = await author.PostAsync("/api/v1/rule-sets/later/publications", TestServer.Document("later", "没办法", expectedHead: 1));
        waiting.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var draft = waiting.Headers.Location!.ToString();
        (await author.PostAsync($"{draft}/approvals", null)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await approver.PostAsync($"{draft}/approvals", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        var id = draft[(draft.LastIndexOf('/') + 1)..];
        var published = await author.PostAsJsonAsync("/api/v1/rule-sets/later/publications", new { draft = id });
        published.StatusCode.Should().Be(HttpStatusCode.Created);

        var late = await author.PostAsync("/api/v1/rule-sets/later/publications", TestServer.Document("later", "不清楚", expectedHead: 1));
        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await TestServer.JsonOf(late)).GetProperty("head").GetInt64().Should().Be(2);
        var difference = await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/later/versions/1/diff/2"));
        difference.GetProperty("nodes")[0].GetProperty("values")[0].GetProperty("addedPhrases")[0].GetString().Should().Be("没办法");
        (await VerifiedAsync(author)).Should().Be((true, before.Count + 2));
    }

    [Fact]
    public async Task Publish_Emergency_IsMarkedUntilAnotherPersonReviews()
    {
        var author = _server.As();
        await author.PostAsync("/api/v1/rule-sets/urgent/publications", TestServer.Document("urgent"));
        var emergency = await author.PostAsJsonAsync("/api/v1/rule-sets/urgent/publications", new { rollbackTo = 1, emergency = "误判" });
        emergency.StatusCode.Should().Be(HttpStatusCode.Created);
        (await TestServer.JsonOf(emergency)).GetProperty("standing").GetString().Should().Be("emergency");

        (await author.PostAsJsonAsync("/api/v1/rule-sets/urgent/versions/2/review", new { accepted = true })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/urgent/versions/2"))).GetProperty("awaitsReview").GetBoolean().Should().BeTrue();
        (await _server.As(TestServer.Second).PostAsJsonAsync("/api/v1/rule-sets/urgent/versions/2/review", new { accepted = true, note = "同意" })).StatusCode.Should().Be(HttpStatusCode.OK);

        (await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/urgent/versions/2"))).GetProperty("awaitsReview").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("""{}""", 400, "exactly one")]
    [InlineData("""{"draft":"x","rollbackTo":1}""", 400, "exactly one")]
    [InlineData("""{"documnt":{}}""", 400, "$.documnt")]
    [InlineData("""{"rollbackTo":"one"}""", 400, "$.rollbackTo")]
    [InlineData("""{"document":{"file":null,"text":""}}""", 400, "file")]
    [InlineData("""{"document":""", 400, "not what was expected")]
    [InlineData("""{"draft":"nothing"}""", 404, "nothing")]
    [InlineData("""{"rollbackTo":9}""", 404, "has no version 9; expected one of 1 to 1")]
    [InlineData("""{"rollbackTo":1,"at":"2020-01-01T00:00:00Z"}""", 400, "has passed")]
    [InlineData("""{"document":{"file":"a.yaml","text":"norms: ["}}""", 422, "a.yaml:2:1:")]
    [InlineData("""{"node":{"operation":"explode","path":"phrase"}}""", 400, "$.node.operation")]
    [InlineData("""{"node":{"operation":"remove","path":"nowhere"}}""", 422, "nowhere")]
    public async Task Publish_BadRequest_SaysWhereAndLeavesNoDraft(string body, int status, string detail)
    {
        var (author, set) = (_server.As(), $"bad-{Guid.NewGuid():N}");
        await author.PostAsync($"/api/v1/rule-sets/{set}/publications", TestServer.Document(set));

        var response = await author.PostAsync($"/api/v1/rule-sets/{set}/publications", new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)response.StatusCode).Should().Be(status);
        var problem = await TestServer.JsonOf(response);
        problem.GetProperty("detail").GetString().Should().Contain(detail);
        problem.GetProperty("type").GetString().Should().StartWith("urn:callcenter:problem:");
        (await TestServer.JsonOf(await author.GetAsync($"/api/v1/rule-sets/{set}"))).GetProperty("drafts").EnumerateArray()
            .Count(draft => draft.GetProperty("state").GetString() == "open").Should().Be(0);
    }

    // The chain is of all sets, and others are published beside.
    private static async Task<(bool Holds, int Count)> VerifiedAsync(HttpClient client)
    {
        var verified = await TestServer.JsonOf(await client.GetAsync("/api/v1/publications/verify"));
        return (verified.GetProperty("holds").GetBoolean(), verified.GetProperty("count").GetInt32());
    }
}
