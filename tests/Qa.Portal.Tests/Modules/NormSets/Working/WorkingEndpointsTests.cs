using System.Net.Http.Json;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.NormSets.Working;

/// <summary>Working drafts and shared lexicons as machines use them.</summary>
[Collection(nameof(PlainServer))]
public sealed class WorkingEndpointsTests(PlainServer plain)
{
    [Fact]
    public async Task WorkingDraft_ByRest_IsBegunChangedHandedInAndRefusedWhereSomebodyWasFaster()
    {
        using var client = plain.Server.As();
        await client.PostAsync("/api/v1/rule-sets/working/publications", TestServer.Document("working"));
        var begun = await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/working/working-draft"));
        (begun.GetProperty("version").GetInt64(), begun.GetProperty("base").GetInt64()).Should().Be((0, 1));
        var text = begun.GetProperty("text").GetString()!;

        var saved = await client.PutAsJsonAsync("/api/v1/rule-sets/working/working-draft", new { version = 0, text = text + "\n# 一\n" });
        var late = await client.PutAsJsonAsync("/api/v1/rule-sets/working/working-draft", new { version = 0, text = text + "\n# 二\n" });
        var wrong = await TestServer.JsonOf(await client.PutAsJsonAsync("/api/v1/rule-sets/working/working-draft", new { version = 1, text = text.Replace("points: -5", "points: 5", StringComparison.Ordinal) }));
        var refused = await client.PostAsJsonAsync("/api/v1/rule-sets/working/working-draft/draft", new { version = 2, note = "试" });

        saved.EnsureSuccessStatusCode();
        ((int)late.StatusCode, (await TestServer.JsonOf(late)).GetProperty("current").GetProperty("version").GetInt64()).Should().Be((409, 1));
        wrong.GetProperty("errors")[0].GetProperty("key").GetString().Should().Be("points");
        ((int)refused.StatusCode).Should().Be(422);
        await client.PutAsJsonAsync("/api/v1/rule-sets/working/working-draft", new { version = 2, text = text + "\n# 三\n" });
        var handed = await client.PostAsJsonAsync("/api/v1/rule-sets/working/working-draft/draft", new { version = 3, note = "试" });
        ((int)handed.StatusCode, (await TestServer.JsonOf(handed)).GetProperty("note").GetString()).Should().Be((201, "试"));
        ((int)(await client.DeleteAsync("/api/v1/rule-sets/working/working-draft?version=3")).StatusCode).Should().Be(404, "it is gone as working draft");
        ((int)(await client.PutAsJsonAsync("/api/v1/rule-sets/Wrong_Id/working-draft", new { version = 0, text })).StatusCode).Should().Be(400);
        ((int)(await client.GetAsync("/api/v1/rule-sets/gone/working-draft")).StatusCode).Should().Be(404);
    }

    [Fact]
    public async Task Lexicon_ByRest_IsSharedAndGoesIntoTheWorkingDraftOfItsSets()
    {
        using var client = plain.Server.As();
        await client.PostAsJsonAsync("/api/v1/rule-sets/lexical/publications", new
        {
            document = new
            {
                file = "lexical.yaml",
                text = "schema: qa.norm-tree/1\nruleSet: lexical\nname: 词\nlexicons: {rude: {file: lexicons/rude.txt}}\nnorms: [{id: rude, name: 辱骂, points: -5, forbid: {anyOf: ['@rude']}}]\n",
                lexicons = new Dictionary<string, string> { ["lexicons/rude.txt"] = "滚\n" },
            },
            note = "试",
        });
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/lexicons"))).EnumerateArray().Single(static each => each.GetProperty("path").GetString() == "lexicons/rude.txt").GetProperty("isShared").GetBoolean().Should().BeFalse();

        var faulty = await client.PutAsJsonAsync("/api/v1/lexicons/lexicons/rude.txt", new { version = 0, text = "滚\n@other\n" });
        var outside = await client.PutAsJsonAsync("/api/v1/lexicons/c:rude.txt", new { version = 0, text = "滚\n" });
        var saved = await TestServer.JsonOf(await client.PutAsJsonAsync("/api/v1/lexicons/lexicons/rude.txt", new { version = 0, text = "滚\n闭嘴\n" }));
        var late = await client.PutAsJsonAsync("/api/v1/lexicons/lexicons/rude.txt", new { version = 0, text = "别的\n" });

        ((int)faulty.StatusCode, (await TestServer.JsonOf(faulty)).GetProperty("errors")[0].GetProperty("line").GetInt32()).Should().Be((422, 2));
        ((int)outside.StatusCode).Should().Be(422, "a colon is a drive somewhere");
        saved.GetProperty("opened")[0].GetString().Should().Be("lexical");
        ((int)late.StatusCode).Should().Be(409);
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/rule-sets/lexical/working-draft"))).GetProperty("lexicons").GetProperty("lexicons/rude.txt").GetString().Should().Be("滚\n闭嘴\n");
        (await TestServer.JsonOf(await client.GetAsync("/api/v1/lexicons/lexicons/rude.txt"))).GetProperty("differing").GetArrayLength().Should().Be(0);
    }
}
