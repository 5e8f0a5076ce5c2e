using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Accounts.Security;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Accounts.Company;

/// <summary>Signing in by the company's sign-on: the whole code flow between two servers.</summary>
[Collection(nameof(SecuredServer))]
public sealed class CompanySignOnTests(SecuredServer secured) : IAsyncLifetime
{
    private CompanyStandIn _company = null!;

    public static TheoryData<string?, bool, string> Refusals => new()
    {
        { "nobody-here", false, "没有对应账号" },
        { null, false, "未提供账号名" },
        { "co-closed", false, "停用" },
        { "co-refusing", true, "已取消" },
    };

    public async Task InitializeAsync()
    {
        _company = await CompanyStandIn.StartAsync();
        await SetAsync(Settings());
    }

    public async Task DisposeAsync()
    {
        await SetAsync(new() { ClientSecret = "none" });
        await _company.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_OfAnOpenAccount_LetsInWithoutAPasswordOfOurs()
    {
        var opened = await secured.OpenAsync("co-wang", mustChangePassword: true);
        _company.Person = "co-wang";
        using var browser = new TestBrowser(secured.Server.Address);
        (await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync()).Should().Contain("使用企业账号登录");

        var done = await SignInAsync(browser, "/calendar");

        done.Headers.Location!.ToString().Should().Be("/calendar");
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.OK, "a first password is no matter of who never typed one");
        (await secured.Server.Service<Sessions>().ListAsync(opened.Account!.Id)).Should().ContainSingle().Which.Way.Should().Be(SignInWay.Company);
        _company.Asked.TryDequeue(out var asked).Should().BeTrue();
        (asked!.ResponseType, asked.CodeChallengeMethod, asked.Scope).Should().Be(("code", "S256", "openid profile"));
        (await AuditAsync("co-wang")).Should().Equal("sign in: company");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task SignIn_OfWhomNoAccountIsOpen_SaysWhatToDoAndOpensNone(string? person, bool refuses, string said)
    {
        if (person == "co-closed")
        {
            var opened = await secured.OpenAsync(person);
            var form = new AccountForm(person, "王芳", null, null, ["agent"]);
            await secured.Server.Service<AccountDesk>().ChangeAsync(opened.Account!.Id, opened.Account.ConcurrencyStamp!, form, isDisabled: true, TestActor.Named("li"));
        }

        (_company.Person, _company.Refuses) = (person, refuses);
        using var browser = new TestBrowser(secured.Server.Address);

        var done = await SignInAsync(browser, "/");

        var page = await browser.GetAsync(done.Headers.Location!.ToString());
        (await page.Content.ReadAsStringAsync()).Should().Contain(said);
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await using var context = await secured.Server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        (await context.Set<Account>().AnyAsync(static account => account.UserName == "nobody-here")).Should().BeFalse();
    }

    [Fact]
    public async Task SignIn_WithAnAnswerOfSomebodyElse_LetsNobodyIn()
    {
        await secured.OpenAsync("co-victim");
        _company.Person = "co-victim";
        using var attacker = new TestBrowser(secured.Server.Address);
        var callback = await AtCompanyAsync(await attacker.GetAsync("/sign-in/company"));
        using var victim = new TestBrowser(secured.Server.Address);

        var answer = await victim.GetAsync(callback.PathAndQuery);

        answer.Headers.Location!.ToString().Should().Be("/sign-in?refused=company.failed");
        (await victim.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Passwords_ForAdministratorsOnly_OpenNothingForOthersAndTellOnlyWhoKnowsThem()
    {
        var agent = await secured.OpenAsync("co-agent");
        var administrator = await secured.OpenAsync("co-admin", "administrator");
        await SetAsync(Settings() with { LocalForAdministratorsOnly = true });

        using var browser = new TestBrowser(secured.Server.Address);
        (await (await browser.TrySignInAsync("co-agent", agent.Password!)).Content.ReadAsStringAsync()).Should().Contain("请使用企业账号登录");
        (await (await browser.TrySignInAsync("co-agent", "wrong")).Content.ReadAsStringAsync()).Should().Contain("账号或密码").And.NotContain("请使用企业账号登录");
        await browser.SignInAsync("co-admin", administrator.Password!);
    }

    [Fact]
    public async Task SignOut_OfWhoCameByTheCompany_LeavesBoth()
    {
        await secured.OpenAsync("co-leaver");
        _company.Person = "co-leaver";
        using var browser = new TestBrowser(secured.Server.Address);
        await SignInAsync(browser, "/");

        var left = await browser.PostFormAsync("/sign-out");
        (await left.Content.ReadAsStringAsync()).Should().Contain("http-equiv=\"refresh\"").And.Contain("url=/sign-in/company/out");
        (await browser.GetAsync("/api/v1/calendar/days")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var back = await AtCompanyAsync(await browser.GetAsync("/sign-in/company/out"));

        back.AbsolutePath.Should().Be("/sign-in/company/signed-out");
        (await browser.GetAsync(back.PathAndQuery)).Headers.Location!.ToString().Should().EndWith("/sign-in");
        _company.SignedOut.Should().ContainSingle().Which.IdTokenHint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task SignIn_WhereTheCompanyDoesNotAnswer_SaysSo()
    {
        await SetAsync(Settings() with { Authority = "http://127.0.0.1:1" });
        using var browser = new TestBrowser(secured.Server.Address);

        (await browser.GetAsync("/sign-in/company")).Headers.Location!.ToString().Should().Be("/sign-in?refused=company.silent");
    }

    [Fact]
    public async Task SignIn_TurnedOff_IsNotOffered()
    {
        await SetAsync(Settings() with { IsOn = false });
        using var browser = new TestBrowser(secured.Server.Address);

        (await browser.GetAsync("/sign-in/company")).Headers.Location!.ToString().Should().Be("/sign-in?refused=company.off");
        (await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync()).Should().NotContain("使用企业账号登录");
        (await browser.GetAsync("/sign-in/company/callback?code=1&state=2")).StatusCode.Should().NotBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Settings_Read_ShowNoSecretAndKeepItWhereNoneIsGiven()
    {
        var client = secured.Server.As();
        var read = await client.GetStringAsync("/api/v1/security/sign-on");
        read.Should().NotContain(CompanyStandIn.ClientSecret).And.Contain("\"clientSecret\":\"\"");

        await SetAsync(Settings() with { ClientSecret = "", ButtonText = "飞云登录" });

        _company.Person = "co-kept";
        await secured.OpenAsync("co-kept");
        using var browser = new TestBrowser(secured.Server.Address);
        (await SignInAsync(browser, "/")).Headers.Location!.ToString().Should().Be("/");
    }

    [Fact]
    public async Task Settings_ThatCannotWork_AreRefusedAllAtOnce()
    {
        var client = secured.Server.As();
        var version = (await TestServer.JsonOf(await client.GetAsync("/api/v1/security/sign-on"))).GetProperty("version").GetInt64();

        var answer = await client.PutAsJsonAsync("/api/v1/security/sign-on", new { signOn = new { isOn = true, authority = "http://login.example.cn", clientId = "", nameClaim = "" }, version });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(answer)).GetProperty("errors").GetArrayLength().Should().Be(4, "the secret that is there is not for this server");
    }

    [Fact]
    public async Task Settings_OfAnotherServerWithoutASecret_DoNotTakeTheSecretThere()
    {
        var client = secured.Server.As();
        var version = (await TestServer.JsonOf(await client.GetAsync("/api/v1/security/sign-on"))).GetProperty("version").GetInt64();

        var answer = await client.PutAsJsonAsync("/api/v1/security/sign-on", new { signOn = new { isOn = true, authority = "https://elsewhere.example.cn", clientId = CompanyStandIn.ClientId }, version });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("clientSecret: found none");
    }

    private CompanySignOnSettings Settings() => new() { IsOn = true, Authority = _company.Address, ClientId = CompanyStandIn.ClientId, ClientSecret = CompanyStandIn.ClientSecret };

    // As a browser would: to the company, back with the code, and on.
    private static async Task<HttpResponseMessage> SignInAsync(TestBrowser browser, string back)
    {
        var callback = await AtCompanyAsync(await browser.GetAsync($"/sign-in/company?back={Uri.EscapeDataString(back)}"));
        var answered = await browser.GetAsync(callback.PathAndQuery);
        answered.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answered.Headers.Location!.ToString().Contains("/done", StringComparison.Ordinal) ? await browser.GetAsync(answered.Headers.Location.ToString()) : answered;
    }

    private static async Task<Uri> AtCompanyAsync(HttpResponseMessage toCompany)
    {
        toCompany.StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var answer = await client.GetAsync(toCompany.Headers.Location);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    private async Task SetAsync(CompanySignOnSettings settings)
    {
        var desk = secured.Server.Service<SecurityDesk>();
        var actor = TestActor.Named("li");
        var saved = await desk.SaveSignOnAsync(settings, (await desk.SignOnAsync(actor)).Version, actor);
        saved.Outcome.Should().Be(SaveOutcome.Done, string.Join(' ', saved.Errors));
    }

    private async Task<List<string>> AuditAsync(string name)
    {
        await using var context = await secured.Server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        return await context.Set<AuditRecord>().AsNoTracking().Where(entry => entry.Actor == name).OrderBy(static entry => entry.Number).Select(static entry => entry.Action + ": " + entry.Detail).ToListAsync();
    }
}
