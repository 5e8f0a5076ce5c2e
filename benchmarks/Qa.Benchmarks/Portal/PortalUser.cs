using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Qa.Benchmarks.Portal;

/// <summary>Somebody who is signed in.</summary>
internal sealed partial class PortalUser : IDisposable
{
    private PortalUser(Uri address) => Http = new(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    public static async Task<PortalUser> SignInAsync(Uri address, string name, string password)
    {
        var user = new PortalUser(address);
        var page = await user.Http.GetStringAsync("/sign-in");
        var form = page[page.IndexOf("<form", StringComparison.Ordinal)..];
        var fields = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value, StringComparer.Ordinal);
        (fields["Form.Name"], fields["Form.Password"]) = (name, password);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await user.Http.PostAsync("/sign-in", content);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/")
            throw new InvalidOperationException($"{name} was not signed in, but led to {answer.RequestMessage.RequestUri}.");
        return user;
    }

    /// <summary>A machine with a token.</summary>
    public static PortalUser WithToken(Uri address, string token)
    {
        var user = new PortalUser(address);
        user.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return user;
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
