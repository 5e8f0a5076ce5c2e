using System.Net;
using System.Net.Http.Json;
using System.Text;
using Qa.Grains.Storage;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>The interface for machines, as its users meet it.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

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
        var first = await author.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));
        first.StatusCode.Should().Be(HttpStatusCode.Created);
        first.Headers.Location!.ToString().Should().Be("/api/v1/rule-sets/im/versions/1");

        var waiting = await author.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im", "没办法", expectedHead: 1));
        waiting.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var draft = waiting.Headers.Location!.ToString();
        (await author.PostAsync($"{draft}/approvals", null)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await approver.PostAsync($"{draft}/approvals", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        var id = draft[(draft.LastIndexOf('/') + 1)..];
        var published = await author.PostAsJsonAsync("/api/v1/rule-sets/im/publications", new { draft = id });
        published.StatusCode.Should().Be(HttpStatusCode.Created);

        var late = await author.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im", "不清楚", expectedHead: 1));
        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await TestServer.JsonOf(late)).GetProperty("head").GetInt64().Should().Be(2);
        var difference = await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/im/versions/1/diff/2"));
        difference.GetProperty("nodes")[0].GetProperty("values")[0].GetProperty("addedPhrases")[0].GetString().Should().Be("没办法");
        var verified = await TestServer.JsonOf(await author.GetAsync("/api/v1/publications/verify"));
        (verified.GetProperty("holds").GetBoolean(), verified.GetProperty("count").GetInt32()).Should().Be((true, 2));
    }

    [Fact]
    public async Task Publish_Emergency_IsMarkedUntilAnotherPersonReviews()
    {
        var author = _server.As();
        await author.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));
        var emergency = await author.PostAsJsonAsync("/api/v1/rule-sets/im/publications", new { rollbackTo = 1, emergency = "误判" });
        emergency.StatusCode.Should().Be(HttpStatusCode.Created);
        (await TestServer.JsonOf(emergency)).GetProperty("standing").GetString().Should().Be("emergency");

        (await author.PostAsJsonAsync("/api/v1/rule-sets/im/versions/2/review", new { accepted = true })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/im/versions/2"))).GetProperty("awaitsReview").GetBoolean().Should().BeTrue();
        (await _server.As(TestServer.Second).PostAsJsonAsync("/api/v1/rule-sets/im/versions/2/review", new { accepted = true, note = "同意" })).StatusCode.Should().Be(HttpStatusCode.OK);

        (await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/im/versions/2"))).GetProperty("awaitsReview").GetBoolean().Should().BeFalse();
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
        var author = _server.As();
        await author.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));

        var response = await author.PostAsync("/api/v1/rule-sets/im/publications", new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)response.StatusCode).Should().Be(status);
        var problem = await TestServer.JsonOf(response);
        problem.GetProperty("detail").GetString().Should().Contain(detail);
        problem.GetProperty("type").GetString().Should().StartWith("urn:callcenter:problem:");
        (await TestServer.JsonOf(await author.GetAsync("/api/v1/rule-sets/im"))).GetProperty("drafts").EnumerateArray()
            .Count(draft => draft.GetProperty("state").GetString() == "open").Should().Be(0);
    }

    [Fact]
    public async Task Interactions_OneAtATime_AreCreatedRepeatedOrRefused()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));

        (await client.PostAsync("/api/v1/interactions", TestServer.Interaction("i-1", "不知道"))).StatusCode.Should().Be(HttpStatusCode.Created);
        (await client.PostAsync("/api/v1/interactions", TestServer.Interaction("i-1", "不知道"))).StatusCode.Should().Be(HttpStatusCode.OK);
        var other = await client.PostAsync("/api/v1/interactions", TestServer.Interaction("i-1", "其他"));
        other.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var problem = await TestServer.JsonOf(other);
        problem.GetProperty("detail").GetString().Should().Contain(problem.GetProperty("hash").GetString()!).And.Contain(problem.GetProperty("storedHash").GetString()!);
        (await client.PostAsync("/api/v1/interactions", new StringContent("x", Encoding.UTF8, "text/plain"))).StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        var invalid = await client.PostAsync("/api/v1/interactions", new StringContent("""{"id":"i-2","turns":3}""", Encoding.UTF8, "application/json"));
        invalid.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await TestServer.JsonOf(invalid)).GetProperty("errors").GetArrayLength().Should().BeGreaterThan(2);

        (await client.GetStringAsync("/api/v1/interactions/i-1")).Should().Be(TestServer.InteractionJson("i-1", "不知道"), "it is kept as it came");
        (await client.GetAsync("/api/v1/interactions/i-2")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var scorecards = await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/interactions/i-1/scorecards")), cards => cards.GetArrayLength() == 1);
        scorecards[0].GetProperty("scorecard").GetProperty("score").GetInt32().Should().Be(95);
        scorecards[0].GetProperty("leaseReason").GetString().Should().Be("start");

        var revised = await client.PostAsync("/api/v1/interactions/i-1/revisions", TestServer.Interaction("i-1", "您好"));
        (await TestServer.JsonOf(revised)).GetProperty("revision").GetInt64().Should().Be(2);
        (await client.PostAsync("/api/v1/interactions/i-9/revisions", TestServer.Interaction("i-1", "您好"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/interactions/i-1/scorecards")), cards => cards.GetArrayLength() == 2);
    }

    [Fact]
    public async Task Interactions_InBulk_LoseAndDoubleNothingWhateverTheLines()
    {
        var client = _server.As();
        using var body = new MemoryStream();
        void Line(string text) => body.Write(Encoding.UTF8.GetBytes(text + "\n"));
        for (var number = 0; number < 1_200; number++)
            Line(TestServer.InteractionJson($"i-{number}"));
        Line("");                                               // line 1201
        Line(TestServer.InteractionJson("i-7"));                // a duplicate
        Line(TestServer.InteractionJson("i-8", "别的"));         // line 1203: other content
        Line("not json");                                       // line 1204
        Line("""{"id":5}""");                                   // line 1205: wrong types
        body.Write(Encoding.UTF8.GetBytes("{\"id\":\""));
        var filler = new byte[1024 * 1024];
        filler.AsSpan().Fill((byte)'x');
        for (var megabyte = 0; megabyte < 100; megabyte++)
            body.Write(filler);
        Line("\"}");                                            // line 1206: 100 MB
        Line(TestServer.InteractionJson("after"));
        body.Write(Encoding.UTF8.GetBytes(TestServer.InteractionJson("torn")[..40]));   // line 1208

        var response = await client.PostAsync("/api/v1/interactions", TestServer.Lines(body.ToArray()));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var summary = await TestServer.JsonOf(response);
        (summary.GetProperty("accepted").GetInt64(), summary.GetProperty("duplicates").GetInt64()).Should().Be((1_201, 1));
        summary.GetProperty("rejected").EnumerateArray().Select(line => line.GetProperty("line").GetInt64()).Should().Equal(1203, 1204, 1205, 1206, 1208);
        summary.GetProperty("rejected")[0].GetProperty("error").GetString().Should().MatchRegex("[0-9a-f]{64}.*[0-9a-f]{64}");
        (await _server.Service<Database>().ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM interaction"))).Should().Be(1_201);
    }

    [Fact]
    public async Task Tasks_Made_RunAndTellTheirResults()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/interactions", TestServer.Lines(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 40).Select(number => TestServer.InteractionJson($"i-{number}", number < 10 ? "不知道" : "您好"))))));
        await client.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));

        var made = await client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = "im", title = "抽检", selection = new { channels = new[] { "chat" } } });
        made.StatusCode.Should().Be(HttpStatusCode.Created);
        var path = made.Headers.Location!.ToString();
        var done = await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync(path)), task => task.GetProperty("state").GetString() == "finished");

        done.GetProperty("results").GetProperty("count").GetInt64().Should().Be(40);
        done.GetProperty("results").GetProperty("meanScore").GetDouble().Should().Be(98.75);
        (await TestServer.JsonOf(await client.GetAsync($"{path}/leases"))).GetArrayLength().Should().Be(1);
        (await TestServer.JsonOf(await client.GetAsync($"{path}/scorecards?limit=7"))).GetArrayLength().Should().Be(7);
        (await client.PostAsync($"{path}/pause", null)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await client.PostAsync("/api/v1/tasks/999/cancel", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = "im" })).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = "none", interactions = new[] { "i-1" } })).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var fax = await client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = "im", selection = new { channels = new[] { "fax" } } });
        (await TestServer.JsonOf(fax)).GetProperty("detail").GetString().Should().Contain("'fax'; expected voice, chat, email");
        var odd = await client.PostAsync("/api/v1/tasks", new StringContent("""{"ruleSet":{},"x":1}""", Encoding.UTF8, "application/json"));
        (await TestServer.JsonOf(odd)).GetProperty("detail").GetString().Should().Contain("$.ruleSet").And.NotContain("Qa.Portal").And.NotContain("System.");
    }

    [Fact]
    public async Task Replays_Started_AreFollowedToTheirEnd()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));
        await client.PostAsync("/api/v1/interactions", TestServer.Lines(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 30).Select(number => TestServer.InteractionJson($"i-{number}"))))));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/tasks/1")), task => task.GetProperty("scored").GetInt64() == 30);

        var started = await client.PostAsJsonAsync("/api/v1/replays", new { });
        started.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var done = await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync(started.Headers.Location)), replay => replay.GetProperty("state").GetString() != "running");

        (done.GetProperty("state").GetString(), done.GetProperty("author").GetString(), done.GetProperty("total").GetInt64()).Should().Be(("finished", TestServer.Author, 30));
        done.GetProperty("sameness").GetProperty("identical").GetInt64().Should().Be(30);
        (await client.PostAsync($"{started.Headers.Location}/cancel", null)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await client.GetAsync($"/api/v1/replays/{Guid.NewGuid()}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/v1/replays/nothing")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsJsonAsync("/api/v1/replays", new { version = 1 })).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        foreach (var missing in (object[])[new { interaction = "nobody" }, new { task = 99 }, new { ruleSet = "nowhere" }])
            (await client.PostAsJsonAsync("/api/v1/replays", missing)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsJsonAsync("/api/v1/replays", new { ruleSet = "im", version = 7 })).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsJsonAsync("/api/v1/replays", new { ruleSets = "im" })).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Stage_OfflineSet_TakesEffectAfterARestart()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));
        (await client.PostAsync("/api/v1/rule-sets/im/stage", TestServer.Document("im", "没办法"))).StatusCode.Should().Be(HttpStatusCode.Accepted, "it waits for approval");
        var draft = (await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/im"))).GetProperty("drafts").EnumerateArray().Last().GetProperty("id").GetString()!;
        await _server.As(TestServer.First).PostAsync($"/api/v1/rule-sets/im/drafts/{draft}/approvals", null);
        (await client.PostAsJsonAsync("/api/v1/rule-sets/im/stage", new { draft })).StatusCode.Should().Be(HttpStatusCode.Conflict, "it is online");
        (await client.PostAsync("/api/v1/rule-sets/im/offline", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("/api/v1/rule-sets/im/stage", new { draft })).StatusCode.Should().Be(HttpStatusCode.Accepted);
        var staged = await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/im"));
        (staged.GetProperty("staged").GetString(), staged.GetProperty("awaited").GetArrayLength()).Should().Be((draft, 1));

        await _server.RestartAsync();

        var after = await Eventually.Of(async () => await TestServer.JsonOf(await _server.As().GetAsync("/api/v1/rule-sets/im")), set => set.GetProperty("state").GetString() == "online");
        after.GetProperty("version").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task Live_TurnsAndAlerts_AreAnsweredAndStreamed()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"));
        using var watching = await client.SendAsync(new(HttpMethod.Get, "/api/v1/live/alerts"), HttpCompletionOption.ResponseHeadersRead);
        watching.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        using var events = new StreamReader(await watching.Content.ReadAsStreamAsync());
        (await LineAsync(events, "event:")).Should().Be("event: alive");

        var header = new { channel = "chat", startedAt = "2026-11-23T09:00:00Z", agent = new { id = "a-1" } };
        var first = await client.PostAsJsonAsync("/api/v1/live/chat-1/turns", new { index = 0, interaction = header, turn = new { role = "customer", text = "怎么退款" } });
        first.StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("/api/v1/live/chat-1/turns", new { index = 2, turn = new { role = "agent", text = "不知道" } })).StatusCode.Should().Be(HttpStatusCode.Conflict);
        var second = await TestServer.JsonOf(await client.PostAsJsonAsync("/api/v1/live/chat-1/turns", new { index = 1, turn = new { role = "agent", text = "不知道" } }));
        second.GetProperty("alerts")[0].GetProperty("normPath").GetString().Should().Be("phrase");
        second.GetProperty("alerts")[0].GetProperty("number").GetInt64().Should().Be(1, "as in the stream");
        (await LineAsync(events, "event: alert")).Should().NotBeNull();
        (await LineAsync(events, "data:")).Should().Contain("不知道").And.Contain("chat-1");
        (await LineAsync(events, "id:")).Should().Be("id: 1");

        var ended = await TestServer.JsonOf(await client.PostAsync("/api/v1/live/chat-1/end", null));
        ended.GetProperty("scorecards")[0].GetProperty("score").GetInt32().Should().Be(95);
        var late = await client.PostAsJsonAsync("/api/v1/live/chat-1/turns", new { index = 2, turn = new { role = "agent", text = "再见" } });
        (await TestServer.JsonOf(late)).GetProperty("detail").GetString().Should().Contain("has ended");
        (await client.PostAsync("/api/v1/live/chat-2/end", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var odd = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live/alerts") { Headers = { { "Last-Event-ID", "x" } } };
        (await client.SendAsync(odd)).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        static async Task<string?> LineAsync(StreamReader events, string beginning)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await events.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                    return line;
            }

            return null;
        }
    }
}
