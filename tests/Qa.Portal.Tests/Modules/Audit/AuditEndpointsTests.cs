using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Grains.Auditing.Chain;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Audit;

public sealed class AuditEndpointsTests : IAsyncLifetime
{
    // The product writes entries by itself, too.
    private const string People = "actor=li&actor=han";

    private const string Audit = "/api/v1/audit";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Search_OfWhatTwoPeopleDid_SaysWhoFromWhereWhatBeforeAndAfter()
    {
        await ChangeAsync();

        var all = await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}?{People}");
        var calendar = (await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}?actor=li&actor=nobody&kind=change&text=国庆节")).GetProperty("entries");

        all.GetProperty("entries").EnumerateArray().Select(static entry => Line(entry)).Should().Equal(
            "han 127.0.0.1 save working hours: calendar weekday 6: - → 480..720", "li 127.0.0.1 save calendar day: calendar 2026-10-01: - → Holiday 国庆节",
            $"li 127.0.0.1 publish hot-set: im@1: - → {After(all, 2)}");
        After(all, 2).Should().StartWith("im@1, tree ", "the entry was written by a grain, which knows from where it was asked");
        calendar.EnumerateArray().Select(static entry => entry.GetProperty("action").GetString()).Should().Equal("save calendar day");
        var page = await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}?limit=2&{People}");
        var next = await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}?limit=2&{People}&before={page.GetProperty("next").GetString()}");
        next.GetProperty("entries").EnumerateArray().Select(static entry => entry.GetProperty("action").GetString()).Should().Equal("publish hot-set");
        next.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
        (await _server.As().GetFromJsonAsync<string[]>($"{Audit}/actions")).Should().Contain(["publish hot-set", "save calendar day", "save working hours"]).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Export_Lines_EndWithTheirNumberAndAreAnEntryThemselves()
    {
        await ChangeAsync();

        var response = await _server.As(TestServer.Second).GetAsync($"{Audit}/export?actor=li");

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/x-ndjson");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(3);
        JsonDocument.Parse(lines[^1]).RootElement.GetProperty("end").GetProperty("entries").GetInt32().Should().Be(2);
        (await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}?kind=read")).GetProperty("entries")[0].GetProperty("actor").GetString().Should().Be(TestServer.Second);
    }

    [Fact]
    public async Task Verify_AfterTheStop_IsSealedToTheEndAndGoesOnFromItsCheckpoint()
    {
        await ChangeAsync();
        await _server.RestartAsync();

        var verified = await _server.As().GetFromJsonAsync<JsonElement>($"{Audit}/verify");
        var checkpoint = await _server.As().GetFromJsonAsync<JsonElement>("/api/v1/publications/checkpoint");
        await _server.Service<AuditSealing>().SealAsync();
        var from = await TestServer.JsonOf(await _server.As().PostAsJsonAsync($"{Audit}/verify", checkpoint));

        (verified.GetProperty("holds").GetBoolean(), verified.GetProperty("notYetSealed").GetInt64()).Should().Be((true, 0));
        verified.GetProperty("sealed").GetInt64().Should().BeGreaterThanOrEqualTo(3, "what the product wrote by itself is sealed beside what people did");
        verified.GetProperty("signers").GetArrayLength().Should().Be(1);
        checkpoint.GetProperty("audit").GetProperty("seal").GetInt64().Should().Be(verified.GetProperty("head").GetProperty("seal").GetInt64());
        (from.GetProperty("holds").GetBoolean(), from.GetProperty("isFromCheckpoint").GetBoolean()).Should().Be((true, true));
        (await _server.As().PostAsJsonAsync("/api/v1/publications/verify", checkpoint)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task ChangeAsync()
    {
        (await _server.As().PostAsync("/api/v1/rule-sets/im/publications", TestServer.Document("im"))).StatusCode.Should().Be(HttpStatusCode.Created);
        (await _server.As().PutAsJsonAsync("/api/v1/calendar/days/2026-10-01", new { kind = "holiday", name = "国庆节" })).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _server.As(TestServer.First).PutAsJsonAsync("/api/v1/calendar/hours/6", new { version = 1, startMinute = 480, endMinute = 720 })).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static string Line(JsonElement entry)
    {
        string Of(string name) => entry.GetProperty(name).GetString() ?? "-";
        return $"{Of("actor")} {Of("origin")} {Of("action")}: {Of("subject")}: {Of("before")} → {Of("after")}";
    }

    private static string? After(JsonElement page, int index) => page.GetProperty("entries")[index].GetProperty("after").GetString();
}
