using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Tests.Platform.Data;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Attachments;

public sealed class AttachmentEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Notes = "/api/v1/attachments?kind=note&id=1";

    private readonly TemporaryFolder _folder = new();
    private readonly List<HttpClient> _clients = [];
    private PortalTestDatabase _database = null!;
    private WebApplication _application = null!;

    // As the server maps them, with a kind of subject that the server does not have.
    public async Task InitializeAsync()
    {
        _database = await PortalTestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddAuthorization().AddProblemDetails();
        builder.Services.AddSingleton(AccessTokens.Parse(string.Join('\n', new[] { TestServer.Author, TestServer.First, TestServer.Second }.Select(name => $"{name} {TestServer.TokenOf(name)}"))));
        builder.Services.AddMemoryCache().AddSingleton(new PermissionTable([])).AddSingleton<MachineTokens>();
        builder.Services.AddAuthentication(BearerTokenHandler.Name).AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(BearerTokenHandler.Name, null);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IDbContextFactory<PortalContext>>(_database).AddSingleton<IAttachmentSubject, TestSubject>();
        builder.Services.AddSingleton(new AttachmentStore(new(_folder.Path, null) { MaximumBytes = AttachmentStore.MaximumBytes })).AddSingleton<AttachmentSubjects>().AddSingleton<AttachmentService>();
        _application = builder.Build();
        _application.UseRouting().UseAuthentication().UseAuthorization();
        AttachmentEndpoints.Map(_application.MapGroup("/api/v1").RequireAuthorization());
        await _application.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _application.DisposeAsync();
        await _database.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Post_Get_Delete_OneFile()
    {
        var client = As(TestServer.Author);

        var posted = await client.PostAsync(Notes, Form("截图 1.png", TestFiles.Png));
        var view = await TestServer.JsonOf(posted);
        var listed = await client.GetFromJsonAsync<JsonElement>(Notes);
        var got = await client.GetAsync(posted.Headers.Location);
        var shown = await client.GetAsync($"{posted.Headers.Location}?inline=true");

        (posted.StatusCode, view.GetProperty("fileName").GetString(), view.GetProperty("bytes").GetInt64()).Should().Be((HttpStatusCode.Created, "截图 1.png", TestFiles.Png.Length));
        listed.EnumerateArray().Single().GetProperty("id").GetString().Should().Be(view.GetProperty("id").GetString());
        (await got.Content.ReadAsByteArrayAsync()).Should().Equal(TestFiles.Png);
        got.Content.Headers.ContentType!.ToString().Should().Be("image/png");
        got.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        got.Content.Headers.ContentDisposition.FileNameStar.Should().Be("截图 1.png");
        got.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        got.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; sandbox");
        shown.Content.Headers.ContentDisposition!.DispositionType.Should().Be("inline");
        (await client.DeleteAsync(posted.Headers.Location)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await client.DeleteAsync(posted.Headers.Location)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetAsync(posted.Headers.Location)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("a.pdf", ".pdf")]
    [InlineData("a.txt", ".txt")]
    public async Task Get_NoImage_IsNeverInline(string name, string content)
    {
        var client = As(TestServer.Author);
        var posted = await client.PostAsync(Notes, Form(name, TestFiles.Of(content)));

        (await client.GetAsync($"{posted.Headers.Location}?inline=true")).Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
    }

    [Fact]
    public async Task Get_PartOfTheFile_IsWrittenDownOnceOnly()
    {
        var client = As(TestServer.Author);
        var posted = await client.PostAsync(Notes, Form("a.png", TestFiles.Png));
        using var request = new HttpRequestMessage(HttpMethod.Get, posted.Headers.Location) { Headers = { Range = new RangeHeaderValue(1, 3) } };

        await client.GetAsync(posted.Headers.Location);
        var part = await client.SendAsync(request);

        (part.StatusCode, Encoding.ASCII.GetString(await part.Content.ReadAsByteArrayAsync())).Should().Be((HttpStatusCode.PartialContent, "PNG"));
        (await _database.Database.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'open attachment'"))).Should().Be(1);
    }

    [Theory]
    [InlineData(TestServer.First, 403)]
    [InlineData(TestServer.Second, 404)]
    [InlineData(null, 401)]
    public async Task Post_ByWhoMayNot_IsRefused(string? name, int status) => ((int)(await As(name).PostAsync(Notes, Form("a.png", TestFiles.Png))).StatusCode).Should().Be(status);

    [Fact]
    public async Task Post_Wrong_IsRefusedAndSaysWhy()
    {
        var client = As(TestServer.Author);
        var two = Form("a.png", TestFiles.Png);
        two.Add(new ByteArrayContent(TestFiles.Png), "file", "b.png");
        var large = Form("a.png", [.. TestFiles.Png, .. new byte[AttachmentStore.MaximumBytes]]);
        var torn = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc"u8.ToArray());
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        (await ProblemOf(client, Form("a.pdf", TestFiles.Png))).Should().Be((422, "the content: found PNG, expected PDF as the name says (.pdf)"));
        (await ProblemOf(client, two)).Should().Be((422, "found another part after 'file', expected one file a request"));
        (await ProblemOf(client, Form("a.png", TestFiles.Png, "other"))).Should().Be((400, "found no part 'file' at the beginning, expected one with the file"));
        (await ProblemOf(client, new StringContent("{}"))).Item1.Should().Be(415);
        (await ProblemOf(client, torn)).Item1.Should().Be(400);
        (await ProblemOf(client, large)).Item1.Should().Be(413);
        (await client.GetFromJsonAsync<JsonElement>(Notes)).GetArrayLength().Should().Be(0);
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private static MultipartFormDataContent Form(string name, byte[] content, string part = "file") => new() { { new ByteArrayContent(content), part, name } };

    private static async Task<(int Status, string? Detail)> ProblemOf(HttpClient client, HttpContent content)
    {
        var answer = await client.PostAsync(Notes, content);
        return ((int)answer.StatusCode, (await TestServer.JsonOf(answer)).GetProperty("detail").GetString());
    }

    private HttpClient As(string? name)
    {
        var client = new HttpClient { BaseAddress = new(_application.Urls.First()) };
        if (name is not null)
            client.DefaultRequestHeaders.Authorization = new(BearerTokenHandler.Name, TestServer.TokenOf(name));
        _clients.Add(client);
        return client;
    }
}
