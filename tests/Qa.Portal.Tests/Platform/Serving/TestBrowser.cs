using System.Net;
using System.Text.RegularExpressions;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>What of a browser signing in needs: it keeps cookies, takes the token out of a form, and follows no redirect by itself.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    public TestBrowser(Uri address) => _client = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Fills in the first form of a page and sends it.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await _client.GetStringAsync(path);
        var hidden = Hidden().Matches(page.Split("</form>")[0]).Select(static match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var form = new FormUrlEncodedContent(hidden.Concat(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))));
        return await _client.PostAsync(path, form);
    }

    public Task<HttpResponseMessage> TrySignInAsync(string name, string password) => PostFormAsync("/sign-in", ("Form.Name", name), ("Form.Password", password));

    public async Task SignInAsync(string name, string password) => (await TrySignInAsync(name, password)).StatusCode.Should().Be(HttpStatusCode.Redirect, "{0} signs in", name);

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" />""")]
    private static partial Regex Hidden();
}
