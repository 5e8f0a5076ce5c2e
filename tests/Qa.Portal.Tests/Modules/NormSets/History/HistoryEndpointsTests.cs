using System.Net;
using System.Text;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.NormSets.History;

/// <summary>What became of versions, for machines, through a whole server.</summary>
public sealed class HistoryEndpointsTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Versions_AtWork_TellTheirResultsAndTheProcessesThatUseThem()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/traced/publications", TestServer.Document("traced"));
        var before = await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/traced/versions/1/use"));
        foreach (var id in new[] { "t-1", "t-2" })
            await client.PostAsync("/api/v1/interactions", TestServer.Interaction(id, "我不知道"));

        var results = await Eventually.Of(
            async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/traced/versions/results")), static found => found.GetArrayLength() == 1 && found[0].GetProperty("results").GetInt64() == 2);
        var use = await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/traced/versions/1/use"));

        results[0].GetProperty("version").GetInt64().Should().Be(1);
        results[0].GetProperty("firstAt").GetDateTimeOffset().Should().BeOnOrBefore(results[0].GetProperty("lastAt").GetDateTimeOffset());
        before.GetProperty("processes").EnumerateArray().Single().GetProperty("firstUsedAt").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        var process = use.GetProperty("processes").EnumerateArray().Single();
        (process.GetProperty("processId").GetInt64(), process.GetProperty("isSeen").GetBoolean()).Should().Be((Environment.ProcessId, true));
        process.GetProperty("firstUsedAt").GetDateTimeOffset().Should().BeOnOrBefore(results[0].GetProperty("lastAt").GetDateTimeOffset());
        use.GetProperty("olderTasks").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Verification_Asked_IsKeptAndShownToWhoeverAsksLater()
    {
        var client = _server.As();
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/publications/verification"))).GetProperty("standing").GetString().Should().Be("never-verified");
        await client.PostAsync("/api/v1/rule-sets/kept/publications", TestServer.Document("kept"));

        var verified = await TestServer.JsonOf(await client.PostAsync("/api/v1/publications/verification", null));
        var read = await TestServer.JsonOf(await _server.As(TestServer.First).GetAsync("/api/v1/publications/verification"));

        verified.GetProperty("standing").GetString().Should().Be("whole");
        (read.GetProperty("entries").GetInt64(), read.GetProperty("last").GetProperty("by").GetString()).Should().Be((1, TestServer.Author));
    }

    [Fact]
    public async Task Bundle_OfHistoryOnly_HoldsPublicationsAndTreesAlone()
    {
        var client = _server.As();
        await client.PostAsync("/api/v1/rule-sets/taken/publications", TestServer.Document("taken"));
        await client.PostAsync("/api/v1/interactions", TestServer.Interaction("b-1", "我不知道"));
        await Eventually.Of(async () => await TestServer.JsonOf(await client.GetAsync("/api/v1/interactions/b-1/scorecards")), static cards => cards.GetArrayLength() == 1);

        var bundle = await client.GetStringAsync("/api/v1/bundles/export?ruleSet=taken&historyOnly=true");
        var whole = await client.GetStringAsync("/api/v1/bundles/export?ruleSet=taken");

        bundle.Should().NotContain("b-1").And.Contain("\"historyOnly\":true");
        whole.Should().Contain("b-1").And.NotContain("historyOnly");
        (await Grains.Bundles.BundleCheck.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(bundle)), null)).Should().BeEquivalentTo(new { Holds = true, Identical = 0L });
    }

    [Theory]
    [InlineData("/api/v1/rule-sets/none/versions/results", "there is no set 'none'")]
    [InlineData("/api/v1/rule-sets/none/versions/3/use", "there is no version 3 of 'none'")]
    public async Task Get_WhatIsNotThere_IsAProblemThatSaysWhy(string path, string detail)
    {
        using var answer = await _server.As().GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await TestServer.JsonOf(answer)).GetProperty("detail").GetString().Should().Be(detail);
    }
}
