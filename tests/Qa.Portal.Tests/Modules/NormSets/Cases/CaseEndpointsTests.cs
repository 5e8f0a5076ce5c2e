using System.Net;
using System.Net.Http.Json;
using System.Text;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.NormSets.Cases;

[Collection(nameof(PlainServer))]
public sealed class CaseEndpointsTests(PlainServer plain)
{
    private readonly HttpClient _client = plain.Server.As();

    [Fact]
    public async Task Cases_OfASet_AreKeptReadChangedRunAndDeleted()
    {
        await _client.PostAsync("/api/v1/rule-sets/cased/publications", TestServer.Document("cased"));
        await _client.PostAsync("/api/v1/interactions", TestServer.Interaction("cased-1", "不知道，请打13900139000"));

        var added = await _client.PostAsJsonAsync("/api/v1/rule-sets/cased/cases", new { norm = "phrase", mustHit = true, note = "推诿", interaction = "cased-1" });
        var address = added.Headers.Location!.ToString();
        var one = await TestServer.JsonOf(await _client.GetAsync(address));
        (one.GetProperty("interaction").GetString(), one.GetProperty("document").GetProperty("turns")[0].GetProperty("text").GetString()).Should().Be(("cased-1", "不知道，请打139****9000"));
        var changed = await _client.PutAsJsonAsync(address, new { norm = "phrase", mustHit = false, note = "误判", version = 1 });
        (await TestServer.JsonOf(changed)).GetProperty("version").GetInt64().Should().Be(2);
        var late = await _client.PutAsJsonAsync(address, new { norm = "phrase", mustHit = true, version = 1 });
        (late.StatusCode, (await TestServer.JsonOf(late)).GetProperty("current").GetProperty("note").GetString()).Should().Be((HttpStatusCode.Conflict, "误判"));
        (await TestServer.JsonOf(await _client.GetAsync("/api/v1/rule-sets/cased/cases"))).EnumerateArray().Single().TryGetProperty("document", out var document).Should().BeTrue();
        document.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null, "a list is without dialogues");

        var run = await TestServer.JsonOf(await _client.PostAsJsonAsync("/api/v1/rule-sets/cased/cases/run", new { }));
        (run.GetProperty("passed").GetInt32(), run.GetProperty("failed").GetInt32(), run.GetProperty("gone").GetInt32(), run.GetProperty("failing")[0].GetProperty("found").GetString()).Should().Be((0, 1, 0, "violated"));
        var other = await TestServer.JsonOf(await _client.PostAsJsonAsync("/api/v1/rule-sets/cased/cases/run", new
        {
            document = new { file = "a.yaml", text = "schema: qa.norm-tree/1\nruleSet: cased\nname: 测\nnorms: [{id: phrase, name: 推诿, points: -5, forbid: {anyOf: [没办法]}}]" },
        }));
        other.GetProperty("passed").GetInt32().Should().Be(1);
        (await _client.DeleteAsync($"{address}?version=1")).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await _client.DeleteAsync($"{address}?version=2")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await _client.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("cases", """{"norm":"nowhere","mustHit":true,"dialogue":"坐席：好"}""", 400, "norm: found 'nowhere'")]
    [InlineData("cases", """{"norm":"phrase","mustHit":true}""", 400, "expected exactly one of interaction, dialogue and document")]
    [InlineData("cases", """{"norm":"phrase","mustHit":true,"document":{"id":"x"}}""", 400, "document: ")]
    [InlineData("cases", """{"norm":"phrase","mustHit":true,"interaction":"never"}""", 404, "interaction: found 'never'")]
    [InlineData("cases", """{"norm":"phrase","mustHit":true,"dialog":"坐席：好"}""", 400, "$.dialog")]
    [InlineData("cases/run", """{"version":9}""", 404, "has no version 9")]
    [InlineData("cases/run", """{"draft":"never"}""", 404, "never")]
    [InlineData("cases/run", """{"version":1,"draft":"never"}""", 400, "at most one of version, draft and document")]
    [InlineData("cases/run", """{"document":{"file":"a.yaml","text":"norms: ["}}""", 422, "a.yaml:2:1:")]
    public async Task Request_WithSomethingWrong_SaysWhat(string path, string body, int status, string detail)
    {
        await _client.PostAsync("/api/v1/rule-sets/cased-badly/publications", TestServer.Document("cased-badly"));

        var response = await _client.PostAsync($"/api/v1/rule-sets/cased-badly/{path}", new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)response.StatusCode).Should().Be(status);
        (await TestServer.JsonOf(response)).GetProperty("detail").GetString().Should().Contain(detail);
    }
}
