using System.Net;
using System.Net.Http.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.NormSets.Suggesting;

/// <summary>Suggestions and figures of norms for machines, through a whole server.</summary>
[Collection(nameof(PlainServer))]
public sealed class SuggestionEndpointsTests(PlainServer plain)
{
    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Suggestions_OfAPhrase_AreFoundWhenTheInteractionIsSearched()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction("suggest-1", "这个真的不归咱们我管"));

        var report = await Eventually.Of(
            async () => await TestServer.JsonOf(await client.PostAsJsonAsync("/api/v1/phrase-suggestions", new { phrase = "不归我管", days = 365 })), static found => found.GetProperty("suggestions").GetArrayLength() > 0);

        var one = report.GetProperty("suggestions").EnumerateArray().Single();
        (one.GetProperty("text").GetString(), one.GetProperty("kind").GetString(), one.GetProperty("agent").GetInt32(), one.GetProperty("example").GetProperty("interaction").GetString()).Should().Be(("不归咱们我管", "spoken", 1, "suggest-1"));
    }

    [Theory]
    [InlineData("好", 30, "exact", "phrase: expected 2 to 50 Chinese characters")]
    [InlineData("不知道", 0, "exact", "days: found 0, expected 1 to 365")]
    [InlineData("不知道", 366, "exact", "days: found 366, expected 1 to 365")]
    [InlineData("不知道", 30, "loud", "match: found 'loud', expected exact or pinyin")]
    public async Task Suggestions_AskedWrongly_AreRefusedWithTheReason(string phrase, int days, string match, string detail)
    {
        using var answer = await _server.As().PostAsJsonAsync("/api/v1/phrase-suggestions", new { phrase, days, match });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(answer)).GetProperty("detail").GetString().Should().Be(detail);
    }

    [Fact]
    public async Task Figures_OfASetAtWork_TellHowOftenItsNormsHit()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/counted/publications", TestServer.Document("counted", "绝无仅有的话"));
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction("counted-1", "绝无仅有的话"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/counted/versions/results")), static found => found.GetArrayLength() == 1);

        var figures = await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/counted/norm-figures"));

        figures.GetProperty("version").GetInt64().Should().Be(1);
        figures.GetProperty("norms").GetProperty("phrase").GetProperty("hit").GetInt32().Should().Be(1);
        (await client.GetAsync("/api/v1/rule-sets/none/norm-figures")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/v1/rule-sets/counted/norm-figures?days=0")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
