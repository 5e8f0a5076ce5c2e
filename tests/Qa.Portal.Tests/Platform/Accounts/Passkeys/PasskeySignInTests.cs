using System.Net;
using System.Text.RegularExpressions;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Accounts.Passkeys;

/// <summary>What becomes of passkeys that nobody asked for; that those of browsers are taken is tried end to end.</summary>
[Collection(nameof(SecuredServer))]
public sealed partial class PasskeySignInTests(SecuredServer secured)
{
    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("{}")]
    [InlineData("""{"id":"AQL6-w","rawId":"AQL6-w","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}""")]
    public async Task SignIn_ByAPasskeyThatWasNotAskedFor_IsRefusedInWords(string credential)
    {
        using var browser = new TestBrowser(secured.Server.Address);
        var token = Token().Match(await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync()).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("_handler", "passkey"), new("__RequestVerificationToken", token), new("Passkey.Credential", credential)]);

        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-in", form);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Should().Contain("此通行密钥无效");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
