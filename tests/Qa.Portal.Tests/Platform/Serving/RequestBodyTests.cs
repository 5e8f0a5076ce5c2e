using System.Net;
using System.Text;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>Requests that lack what they must have: who sent them is told so, and nothing is called a defect of the program.</summary>
[Collection(nameof(SecuredServer))]
public sealed class RequestBodyTests(SecuredServer secured)
{
    [Theory]
    [InlineData("POST", "tokens", """{"days":30}""")]
    [InlineData("POST", "privacy/holds", """{"kind":"interaction"}""")]
    [InlineData("POST", "privacy/erasures", """{"phone":"13800138000"}""")]
    [InlineData("PUT", "privacy/retention", """{"version":0}""")]
    [InlineData("PUT", "security/limits", """{"version":0}""")]
    [InlineData("PUT", "security/sign-on", """{"version":0}""")]
    [InlineData("POST", "account-requests", """{"kind":"open"}""")]
    public async Task Body_WithoutAPartThatIsNeeded_IsRefusedAsOne(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new(method), $"/api/v1/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        var answer = await secured.Server.As().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
    }
}
