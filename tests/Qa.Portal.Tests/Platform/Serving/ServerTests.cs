using System.Net;
using System.Net.Http.Json;
using System.Text;
using Qa.Grains.Storage;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>The interface for machines, as its users meet it: what needs a server on which nothing has happened yet.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

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
