using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>Whose word on who asks is taken.</summary>
[Collection(nameof(SecuredServer))]
public sealed class ProxiesTests(SecuredServer secured)
{
    [Theory]
    [InlineData("", "10.0.0.2", "203.0.113.7", "https", "10.0.0.2", "http")]
    [InlineData("10.0.0.2", "10.0.0.2", "203.0.113.7", "https", "203.0.113.7", "https")]
    [InlineData("10.0.0.0/24", "::ffff:10.0.0.2", "203.0.113.7", "https", "203.0.113.7", "https")]
    [InlineData("10.0.0.2", "10.0.0.3", "203.0.113.7", "https", "10.0.0.3", "http")]
    [InlineData("10.0.0.2", "127.0.0.1", "203.0.113.7", "https", "127.0.0.1", "http")]
    [InlineData("10.0.0.0/24", "10.0.0.2", "1.2.3.4, 203.0.113.7, 10.0.0.9", "https", "203.0.113.7", "https")]
    [InlineData("10.0.0.2", "10.0.0.2", "no address", "https", "10.0.0.2", "http")]
    [InlineData("2001:db8::/32", "2001:db8::1", "2001:db8:1::7", "https", "2001:db8:1::7", "https")]
    public async Task Headers_OfKnownProxiesAlone_AreBelieved(string proxies, string from, string forwardedFor, string forwardedProto, string address, string scheme)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var application = new ApplicationBuilder(services);
        application.UseProxies(AllowedNetworks.Parse(proxies));
        application.Run(static _ => Task.CompletedTask);
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) }, Request = { Scheme = "http", Headers = { ["X-Forwarded-For"] = forwardedFor, ["X-Forwarded-Proto"] = forwardedProto } } };

        await application.Build()(context);

        (context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme).Should().Be((address, scheme));
    }

    [Fact]
    public async Task SignIn_ThroughAProxy_KeepsTheClientsAddressAndASecureCookie()
    {
        var opened = await secured.OpenAsync("proxied");
        using var browser = new TestBrowser(secured.Server.Address);
        var page = await (await browser.SendAsync(HttpMethod.Get, "/sign-in", null, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"))).Content.ReadAsStringAsync();
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;

        // The container would not send what is marked secure back over plain HTTP, as a browser does to its proxy.
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            cookie.Secure = false;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["_handler"] = "sign-in", ["Form.Name"] = "proxied", ["Form.Password"] = opened.Password! });
        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-in", form, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.GetValues("Set-Cookie").Should().Contain(static cookie => cookie.StartsWith("callcenter=", StringComparison.Ordinal) && cookie.Contains("; secure", StringComparison.Ordinal));
        answer.Headers.Contains("Strict-Transport-Security").Should().BeTrue();
        (await secured.Server.Service<Sessions>().ListAsync(opened.Account!.Id)).Should().ContainSingle().Which.Origin.Should().Be("203.0.113.9");
    }
}
