using System.Net;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Audit;

/// <summary>What the endpoints of the audit log do not take or offer.</summary>
[Collection(nameof(PlainServer))]
public sealed class AuditRefusalsTests(PlainServer plain)
{
    private const string Audit = "/api/v1/audit";

    private readonly TestServer _server = plain.Server;

    [Theory]
    [InlineData("?kind=changes", "kind: found 'changes', expected one of change, read, sign-in, system")]
    [InlineData("?before=yesterday", "before: found 'yesterday', expected the 'next' of a page")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("/export?kind=none", "kind: found 'none'")]
    public async Task Search_NotUnderstood_SaysWhy(string query, string detail)
    {
        var response = await _server.As().GetAsync($"{Audit}{query}");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await TestServer.JsonOf(response)).GetProperty("detail").GetString().Should().Contain(detail);
        (await _server.As().GetAsync($"{Audit}?text={new string('a', 201)}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _server.As().GetAsync($"{Audit}?{string.Join('&', Enumerable.Repeat("actor=a", 51))}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Log_ByAnyMethodThatChanges_IsNotOffered()
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, Audit);
            ((int)(await _server.As().SendAsync(request)).StatusCode).Should().BeOneOf([404, 405], method.Method);
        }

        (await _server.As(null).GetAsync(Audit)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
