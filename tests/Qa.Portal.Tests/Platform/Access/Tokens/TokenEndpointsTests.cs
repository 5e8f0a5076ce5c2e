using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Access.Tokens;

/// <summary>Tokens made, shown and revoked through a server.</summary>
[Collection(nameof(SecuredServer))]
public sealed class TokenEndpointsTests(SecuredServer secured)
{
    [Fact]
    public async Task Token_OfOnePermission_OpensThatAndNothingElseUntilItIsRevoked()
    {
        await secured.OpenAsync("token-owner", "administrator");
        var (id, secret) = await MakeAsync("wallboard", "token-owner", "calendar.read");

        using var machine = With(secret);
        (await machine.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.OK);
        var other = await machine.GetAsync("/api/v1/accounts");
        other.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await machine.GetAsync("/api/v1/tokens")).StatusCode.Should().Be(HttpStatusCode.Forbidden);

        (await secured.Server.As().PostAsync($"/api/v1/tokens/{id}/revoke", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        var revoked = await machine.GetAsync("/api/v1/calendar/days");
        revoked.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        revoked.Headers.WwwAuthenticate.ToString().Should().Be("Bearer error=\"invalid_token\"");
        (await TestServer.JsonOf(revoked)).GetProperty("type").GetString().Should().Be("urn:callcenter:problem:token-revoked");
        using var stranger = With(TokenSecret.Generate());
        (await TestServer.JsonOf(await stranger.GetAsync("/api/v1/calendar/days"))).GetProperty("type").GetString().Should().Be("urn:callcenter:problem:unauthorized");
    }

    [Fact]
    public async Task Token_Expired_SaysSo()
    {
        await secured.OpenAsync("expired-owner", "administrator");
        var (id, secret) = await MakeAsync("old", "expired-owner", "calendar.read");
        await using (var context = await secured.Server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync())
            await context.Set<MachineToken>().Where(token => token.Id == id).ExecuteUpdateAsync(static set => set.SetProperty(static token => token.ExpiresAt, DateTimeOffset.UnixEpoch));

        using var machine = With(secret);
        (await TestServer.JsonOf(await machine.GetAsync("/api/v1/calendar/days"))).GetProperty("type").GetString().Should().Be("urn:callcenter:problem:token-expired");
    }

    [Fact]
    public async Task Token_ThatChangesSomething_StandsInTheAuditLogWithItsOwner()
    {
        await secured.OpenAsync("editor", "administrator");
        var (_, secret) = await MakeAsync("holidays", "editor", "calendar.edit");
        using var machine = With(secret);

        (await machine.PutAsJsonAsync("/api/v1/calendar/days/2040-10-01", new { kind = "holiday", name = "国庆节" })).IsSuccessStatusCode.Should().BeTrue();

        await using var context = await secured.Server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        (await context.Set<AuditRecord>().AsNoTracking().Where(static entry => entry.Actor == "editor/holidays").ToListAsync()).Should().ContainSingle().Which.Subject.Should().Contain("2040-10-01");
    }

    [Fact]
    public async Task Make_SeveralMistakes_AreAllTold()
    {
        var answer = await secured.Server.As().PostAsJsonAsync("/api/v1/tokens", new { name = "a/b", days = 0, permissions = new Dictionary<string, string>(), owner = "nobody-at-all" });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(answer)).GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("message").GetString()).Should().Equal(
            "name: expected 1 to 40 letters and digits, with . _ - @ within", "days: expected 1 to 366", "owner: there is no such account, or it is closed", "permissions: found none, expected at least one");
    }

    [Fact]
    public async Task List_OfAToken_ShowsHowItStandsAndNoSecret()
    {
        await secured.OpenAsync("list-owner", "administrator");
        var (_, secret) = await MakeAsync("listed", "list-owner", "calendar.read");

        var text = await secured.Server.As().GetStringAsync("/api/v1/tokens?search=list-owner");

        text.Should().Contain("\"name\":\"listed\"").And.Contain("\"standing\":\"good\"").And.Contain("\"calendar.read\":\"all\"").And.NotContain(secret).And.NotContain(TokenSecret.HashOf(secret));
    }

    private async Task<(Guid Id, string Secret)> MakeAsync(string name, string owner, string permission)
    {
        var permissions = new Dictionary<string, string> { [permission] = "all" };
        var answer = await secured.Server.As().PostAsJsonAsync("/api/v1/tokens", new { name, days = 30, permissions, owner });
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var json = await TestServer.JsonOf(answer);
        return (json.GetProperty("token").GetProperty("id").GetGuid(), json.GetProperty("secret").GetString()!);
    }

    private HttpClient With(string secret) => new() { BaseAddress = secured.Server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", secret) } };
}
