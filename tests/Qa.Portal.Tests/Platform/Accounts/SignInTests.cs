using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Accounts;

/// <summary>Signing in through a whole server: what lets one in, what does not, and what ends it.</summary>
[Collection(nameof(PlainServer))]
public sealed class SignInTests(PlainServer plain)
{
    private const string NewPassword = "orange-tractor-window-92";

    private readonly TestServer _server = plain.Server;

    private AccountDesk Desk => _server.Service<AccountDesk>();

    [Fact]
    public async Task FirstPassword_Unchanged_OpensNothingButItsChange()
    {
        var opened = await OpenAsync("newcomer");
        using var browser = new TestBrowser(_server.Address);
        await browser.SignInAsync("newcomer", opened.Password!);

        (await browser.GetAsync("/")).Headers.Location!.ToString().Should().Be("/account/password");
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var weak = await browser.PostFormAsync("/account/password", ("Form.Old", opened.Password!), ("Form.New", "newcomer123456"), ("Form.Again", "newcomer123456"));
        (await weak.Content.ReadAsStringAsync()).Should().Contain("容易被猜到");
        var changed = await browser.PostFormAsync("/account/password", ("Form.Old", opened.Password!), ("Form.New", NewPassword), ("Form.Again", NewPassword));
        changed.StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var again = new TestBrowser(_server.Address);
        (await again.TrySignInAsync("newcomer", opened.Password!)).StatusCode.Should().Be(HttpStatusCode.OK, "the first password is no longer one");
        await again.SignInAsync("newcomer", NewPassword);
    }

    [Fact]
    public async Task PasswordSignIn_WrongFiveTimes_IsLockedAlsoForTheRightOne()
    {
        var password = await ReadyAsync("locked-out");
        using var browser = new TestBrowser(_server.Address);
        for (var attempt = 0; attempt < 5; attempt++)
            (await browser.TrySignInAsync("locked-out", $"wrong-{attempt}")).StatusCode.Should().Be(HttpStatusCode.OK);

        var locked = await browser.TrySignInAsync("locked-out", password);

        (await locked.Content.ReadAsStringAsync()).Should().Contain("锁定");
        (await AuditAsync()).Where(static entry => entry is { Actor: "locked-out", Action: "sign-in refused" }).Should().HaveCountGreaterThanOrEqualTo(6);
        var reset = await Desk.ResetAsync((await AccountAsync("locked-out")).Id, withoutSecondFactor: false, TestActor.Named("li"));
        await browser.SignInAsync("locked-out", reset.Password!);
    }

    [Fact]
    public async Task Session_EndedElsewhere_OpensNothingAtOnce()
    {
        var password = await ReadyAsync("ended-elsewhere");
        using var first = new TestBrowser(_server.Address);
        using var second = new TestBrowser(_server.Address);
        await first.SignInAsync("ended-elsewhere", password);
        await second.SignInAsync("ended-elsewhere", password);
        var account = await AccountAsync("ended-elsewhere");
        var sessions = _server.Service<Sessions>();
        var open = await sessions.ListAsync(account.Id);
        open.Should().HaveCount(2);

        await sessions.EndAsync(account.Id, only: open.MinBy(static session => session.StartedAt)!.Id);

        (await first.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await second.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Account_Closed_IsThrownOutAndComesInNoMore()
    {
        var password = await ReadyAsync("closed-down");
        using var browser = new TestBrowser(_server.Address);
        await browser.SignInAsync("closed-down", password);
        var account = await AccountAsync("closed-down");

        var closed = await Desk.ChangeAsync(account.Id, account.ConcurrencyStamp!, Form("closed-down"), isDisabled: true, TestActor.Named("li"));

        closed.Fault.Should().Be(AccountFault.None);
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await (await browser.TrySignInAsync("closed-down", password)).Content.ReadAsStringAsync()).Should().Contain("停用");
    }

    [Fact]
    public async Task SecondFactor_TurnedOn_IsAskedForAndARecoveryCodeIsGoodOnce()
    {
        var password = await ReadyAsync("two-factors");
        var own = _server.Service<OwnAccount>();
        var person = await PrincipalAsync("two-factors");
        var (key, address) = await own.BeginSecondFactorAsync(person);
        address.Should().Contain(key);
        (await own.ConfirmSecondFactorAsync(person, "000000")).Should().BeNull("a code that is wrong turns nothing on");
        var codes = await own.ConfirmSecondFactorAsync(person, TimedCode.Of(key, DateTimeOffset.UtcNow));
        codes.Should().HaveCount(10);

        using var browser = new TestBrowser(_server.Address);
        (await browser.TrySignInAsync("two-factors", password)).Headers.Location!.ToString().Should().Contain("/sign-in/code");
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "a password alone is no longer enough");
        (await browser.PostFormAsync("/sign-in/code", ("Form.Code", codes![0]))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.OK);

        using var second = new TestBrowser(_server.Address);
        await second.TrySignInAsync("two-factors", password);
        (await second.PostFormAsync("/sign-in/code", ("Form.Code", codes[0]))).StatusCode.Should().Be(HttpStatusCode.OK, "each recovery code is good once");
    }

    [Fact]
    public async Task Cookie_WithoutTheTokenOfOurPages_ChangesNothing()
    {
        var password = await ReadyAsync("forged-for", "administrator");
        using var browser = new TestBrowser(_server.Address);
        await browser.SignInAsync("forged-for", password);

        var forged = await browser.SendAsync(HttpMethod.Put, "/api/v1/calendar/days/2026-10-01", JsonContent.Create(new { kind = "holiday", name = "国庆节" }));

        forged.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(forged)).GetProperty("type").GetString().Should().EndWith(":forged");
    }

    [Fact]
    public async Task Networks_OfARole_KeepOthersOut()
    {
        var password = await ReadyAsync("network-bound", "trainer");
        var roles = _server.Service<Qa.Portal.Platform.Access.RoleDesk>();
        var trainer = (await roles.NamesAsync()).Single(static role => role.Id == "trainer");
        var given = trainer.Permissions.ToDictionary(static each => each.Permission, static each => each.Scope);

        await roles.SaveAsync("trainer", given, "10.0.0.0/8", trainer.Version, TestActor.Named("li"));

        using var browser = new TestBrowser(_server.Address);
        (await (await browser.TrySignInAsync("network-bound", password)).Content.ReadAsStringAsync()).Should().Contain("不允许在当前网络登录");
    }

    [Fact]
    public async Task BackAddress_OfAnotherServer_IsNotFollowed()
    {
        var password = await ReadyAsync("sent-back");
        using var browser = new TestBrowser(_server.Address);

        var answer = await browser.PostFormAsync("/sign-in?back=//evil.example/", ("Form.Name", "sent-back"), ("Form.Password", password));

        answer.Headers.Location!.ToString().Should().NotContain("evil");
    }

    [Fact]
    public async Task Pages_Always_ForbidForeignScriptAndFrames()
    {
        using var browser = new TestBrowser(_server.Address);

        var answer = await browser.GetAsync("/sign-in");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("script-src 'self';").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe-eval");
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("<script>").And.NotContain("onclick=");
    }

    private static AccountForm Form(string name, string role = "agent") => new(name, "王芳", null, null, [role]);

    private Task<AccountResult> OpenAsync(string name, string role = "agent") => Desk.OpenAsync(Form(name, role), TestActor.Named("li"));

    private async Task<string> ReadyAsync(string name, string role = "agent") => (await Desk.OpenAsync(Form(name, role), TestActor.Named("li"), mustChangePassword: false)).Password!;

    private async Task<Account> AccountAsync(string name)
    {
        await using var context = await _server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        return await context.Set<Account>().AsNoTracking().SingleAsync(account => account.UserName == name);
    }

    private async Task<System.Security.Claims.ClaimsPrincipal> PrincipalAsync(string name)
    {
        await using var scope = _server.Service<IServiceScopeFactory>().CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(await AccountAsync(name));
    }

    private async Task<List<AuditRecord>> AuditAsync()
    {
        await using var context = await _server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        return await context.Set<AuditRecord>().AsNoTracking().ToListAsync();
    }
}
