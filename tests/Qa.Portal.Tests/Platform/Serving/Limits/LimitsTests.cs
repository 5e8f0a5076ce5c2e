using System.Net;
using System.Net.Http.Json;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Platform.Serving.Limits;

/// <summary>Who asks too often is told when to come again, and nobody else notices.</summary>
[Collection(nameof(SecuredServer))]
public sealed class LimitsTests(SecuredServer secured) : IAsyncLifetime
{
    private TestServer Server => secured.Server;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => SetAsync(new());

    [Fact]
    public async Task Requests_OfOneToken_AreCountedApartFromThoseOfOthers()
    {
        await SetAsync(new() { RequestsOfToken = 3, Intake = 0 });
        var first = await AllAsync(Server.As(TestServer.First), 4);
        var second = await AllAsync(Server.As(TestServer.Second), 1);

        first.Select(static answer => (int)answer.StatusCode).Should().Equal(200, 200, 200, 429);
        second.Single().StatusCode.Should().Be(HttpStatusCode.OK);
        first[3].Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(20));
        var problem = await TestServer.JsonOf(first[3]);
        (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()).Should().Be(("urn:callcenter:problem:too-many", 429));
        problem.GetProperty("detail").GetString().Should().MatchRegex("^too many requests; nothing was done: send it again after [0-9]+ s$");
        (await Server.As(TestServer.First).PostAsync("/api/v1/interactions", TestServer.Interaction("limit-1"))).StatusCode.Should().Be(HttpStatusCode.Created, "what comes in is counted apart");
    }

    [Fact]
    public async Task Health_AskedForWithoutEnd_Answers()
    {
        await SetAsync(new() { RequestsOfStranger = 1 });
        using var stranger = Stranger("198.51.100.1");

        (await AllAsync(stranger, 5, "/health/live")).Should().OnlyContain(static answer => answer.StatusCode == HttpStatusCode.OK);
        (await AllAsync(stranger, 2)).Select(static answer => (int)answer.StatusCode).Should().Equal(401, 429);
    }

    [Fact]
    public async Task Strangers_FromTwoAddresses_AreCountedApart()
    {
        await SetAsync(new() { RequestsOfStranger = 1 });
        using var first = Stranger("198.51.100.2");
        using var second = Stranger("198.51.100.3");

        (await AllAsync(first, 2)).Select(static answer => (int)answer.StatusCode).Should().Equal(401, 429);
        (await AllAsync(second, 1)).Select(static answer => (int)answer.StatusCode).Should().Equal(401);
    }

    [Fact]
    public async Task Uploads_OfOnePerson_HaveALimitOfTheirOwn()
    {
        await SetAsync(new() { Uploads = 1 });
        var client = Server.As(TestServer.Second);

        var first = await client.PostAsync("/api/v1/bundles/import", new ByteArrayContent([1]));
        var second = await client.PostAsync("/api/v1/bundles/import", new ByteArrayContent([1]));

        (first.StatusCode == HttpStatusCode.TooManyRequests, second.StatusCode == HttpStatusCode.TooManyRequests).Should().Be((false, true));
    }

    [Fact]
    public async Task SignIn_TriedTooOftenWithOneAccount_WaitsAndLeavesOthersAlone()
    {
        await SetAsync(new() { SignInsOfAccount = 2 });
        var opened = await secured.OpenAsync("hammered");
        var other = await secured.OpenAsync("bystander");
        using var browser = new TestBrowser(Server.Address);
        await browser.TrySignInAsync("hammered", "wrong-1");
        await browser.TrySignInAsync("Hammered", "wrong-2");

        var refused = await browser.TrySignInAsync("hammered", opened.Password!);

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("尝试过于频繁");
        await browser.SignInAsync("bystander", other.Password!);
    }

    [Fact]
    public async Task SignIn_OfAWholeCentreAtOneAddress_IsNotKeptWaiting()
    {
        var limits = new SignInLimits(Server.Service<SettingsStore>());
        var address = IPAddress.Parse("198.51.100.4");
        var kept = 0;
        for (var agent = 0; agent < 1_000; agent++)
            kept += await limits.TryAsync(address, $"agent-{agent}") is null ? 0 : 1;

        kept.Should().Be(0);
        limits.Dispose();
    }

    [Fact]
    public async Task Limits_ThatAreNone_AreRefusedAllAtOnce()
    {
        var answer = await Server.As().PutAsJsonAsync("/api/v1/security/limits", new { limits = new { signInsOfAccount = -1, intake = 10_000_001 }, version = 0 });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(answer)).GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("message").GetString())
            .Should().Equal("signInsOfAccount: expected 0 (no limit) to 10000000", "intake: expected 0 (no limit) to 10000000");
    }

    private static async Task<List<HttpResponseMessage>> AllAsync(HttpClient client, int count, string path = "/api/v1/calendar/days")
    {
        var answers = new List<HttpResponseMessage>();
        for (var number = 0; number < count; number++)
            answers.Add(await client.GetAsync(path));
        return answers;
    }

    private HttpClient Stranger(string address)
    {
        var client = new HttpClient { BaseAddress = Server.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private async Task SetAsync(RateLimitSettings limits)
    {
        var desk = Server.Service<Qa.Portal.Platform.Accounts.Security.SecurityDesk>();
        var actor = TestActor.Named("li");
        (await desk.SaveLimitsAsync(limits, (await desk.LimitsAsync(actor)).Version, actor)).Outcome.Should().Be(Qa.Portal.Platform.Data.SaveOutcome.Done);
    }
}
