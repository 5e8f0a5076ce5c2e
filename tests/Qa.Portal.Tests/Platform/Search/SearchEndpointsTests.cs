using System.Net.Http.Json;
using System.Text.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Search;

[Collection(nameof(PlainServer))]
public sealed class SearchEndpointsTests(PlainServer plain)
{
    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Server_InteractionThatIsSent_IsFoundMomentsLater()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction("I-1", "您好，我要退款"));

        await Eventually.Of(
            async () => (await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=退款&kind=interaction&kind=ticket")).GetProperty("hits").GetArrayLength(), static count => count == 1);

        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=退款");
        var hit = found.GetProperty("hits")[0];
        (hit.GetProperty("id").GetString(), hit.GetProperty("snippet").GetProperty("text").GetString(), found.GetProperty("hasMore").GetBoolean()).Should().Be(("I-1", "您好，我要退款", false));
        hit.GetProperty("snippet").GetProperty("marks")[0].GetProperty("start").GetInt32().Should().Be(5);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=退款&kind=ticket")).GetProperty("hits").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Server_WrongSearch_IsRefused()
    {
        (string Query, int Status)[] wrong = [("q=!", 400), ("q=", 400), ("", 400), ("q=a&page=0", 400), ("q=a&size=101", 400), ("q=a&kind=%00", 400), ("q=a" + string.Concat(Enumerable.Repeat("&kind=a", 21)), 400), ("q=a", 200)];
        foreach (var (query, status) in wrong)
            ((int)(await _server.As().GetAsync($"/api/v1/search?{query}")).StatusCode).Should().Be(status, query);

        ((int)(await _server.As(null).GetAsync("/api/v1/search?q=a")).StatusCode).Should().Be(401);
    }
}
