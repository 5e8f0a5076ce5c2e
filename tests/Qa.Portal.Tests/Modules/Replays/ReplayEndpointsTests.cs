using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>Replays for machines, through a whole server.</summary>
public sealed class ReplayEndpointsTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Replay_OfADraftBySample_IsListedComparedAndCertified()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks"));
        foreach (var id in new[] { "t-1", "t-2" })
            await client.PostAsync("/api/v1/interactions", TestServer.Interaction(id, "我不知道"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/interactions/t-2/scorecards")), static cards => cards.GetArrayLength() == 1);
        var draft = (await TestServer.JsonOf(await client.PostAsync("/api/v1/rule-sets/talks/publications", TestServer.Document("talks", points: "-9")))).GetProperty("id").GetString();

        using var started = await client.PostAsync("/api/v1/replays", JsonContent.Create(new { ruleSet = "talks", draft, baseline = 1, sample = 1 }));
        started.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var id1 = (await TestServer.JsonOf(started)).GetProperty("id").GetString();
        var replay = await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/{id1}")), static made => made.GetProperty("state").GetString() != "running");
        replay.GetProperty("request").GetProperty("seed").ValueKind.Should().Be(JsonValueKind.Number, "the seed that was made is told");
        replay.GetProperty("impact").GetProperty("count").GetInt64().Should().Be(1);
        var group = replay.GetProperty("impact").GetProperty("groups").EnumerateArray().Single();
        (group.GetProperty("group").GetString(), group.GetProperty("changed").GetInt64()).Should().Be(("", 1));

        var row = (await TestServer.JsonOf(await client.GetAsync("/api/v1/replays?kind=replay%20by%20draft&author=li"))).GetProperty("replays").EnumerateArray().Single();
        (row.GetProperty("id").GetString(), row.GetProperty("state").GetString(), row.GetProperty("differing").GetInt64()).Should().Be((id1, "finished", 1));
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/replays?author=nobody"))).GetProperty("replays").GetArrayLength().Should().Be(0);

        var compared = await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/compare/t-1?set=talks&a=1&b={draft}"));
        compared.GetProperty("isIdentical").GetBoolean().Should().BeFalse();
        var norm = compared.GetProperty("norms").EnumerateArray().Single();
        (norm.GetProperty("a").GetProperty("points").GetDecimal(), norm.GetProperty("b").GetProperty("points").GetDecimal(), norm.GetProperty("b").GetProperty("outcome").GetString()).Should().Be((-5, -9, "violated"));

        var certificate = await TestServer.JsonOf(await client.GetAsync($"/api/v1/replays/{id1}/certificate"));
        (certificate.GetProperty("verdict").GetString(), certificate.GetProperty("chain").GetProperty("holds").GetBoolean()).Should().Be(("counted", true));
        certificate.GetProperty("versions").EnumerateArray().Single().GetProperty("publication").GetInt64().Should().BePositive();
    }

    [Theory]
    [InlineData("/api/v1/replays?kind=sign-in", 400, "found 'sign-in', expected one of")]
    [InlineData("/api/v1/replays?before=yesterday", 400, "found 'yesterday', expected the 'next' of a page")]
    [InlineData("/api/v1/replays/compare/none", 404, "there is no interaction 'none'")]
    [InlineData("/api/v1/replays/00000000-0000-0000-0000-000000000000/certificate", 404, "there is no replay")]
    public async Task Get_WhatCannotBe_IsAProblemThatSaysWhy(string path, int status, string detail)
    {
        using var answer = await _server.As().GetAsync(path);

        ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).Should().Be((status, "application/problem+json"));
        (await TestServer.JsonOf(answer)).GetProperty("detail").GetString().Should().Contain(detail);
    }
}
