using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Notifications;

public sealed class NotificationEndpointsTests : IAsyncLifetime
{
    private const string Notifications = "/api/v1/notifications";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Notifications_OfOnePerson_AreListedCountedAndRead()
    {
        await using (var context = await _server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync())
        {
            await _server.Service<INotifier>().SendAsync(context, NotificationBench.Overdue, [TestServer.Author, TestServer.First]);
            await _server.Service<INotifier>().SendAsync(context, NotificationBench.Overdue.With("number", "T-8"), [TestServer.Author]);
            await context.SaveChangesAsync();
        }

        var (li, han) = (_server.As(), _server.As(TestServer.First));
        var list = await li.GetFromJsonAsync<JsonElement>($"{Notifications}?lang=en-US");
        var newest = list[0].GetProperty("id").GetInt64();
        var read = await li.PostAsync($"{Notifications}/{newest}/read", null);
        var others = await han.PostAsync($"{Notifications}/{newest}/read", null);

        list.GetArrayLength().Should().Be(2);
        (list[0].GetProperty("title").GetString(), list[0].GetProperty("link").GetString()).Should().Be(("tickets.overdue", "/tickets/7"), "no module has these words");
        list[0].GetProperty("arguments").GetProperty("number").GetString().Should().Be("T-8");
        (read.StatusCode, others.StatusCode).Should().Be((HttpStatusCode.NoContent, HttpStatusCode.NotFound));
        (await UnreadAsync(li), await UnreadAsync(han)).Should().Be((1, 1));
        (await li.GetFromJsonAsync<JsonElement>($"{Notifications}?unread=true")).GetArrayLength().Should().Be(1);
        (await TestServer.JsonOf(await li.PostAsync($"{Notifications}/read", null))).GetProperty("changed").GetInt32().Should().Be(1);
        (await UnreadAsync(li), await UnreadAsync(han)).Should().Be((0, 1));
        (await li.GetAsync($"{Notifications}?count=201")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _server.As(null).GetAsync(Notifications)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static async Task<int> UnreadAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>($"{Notifications}/unread")).GetProperty("unread").GetInt32();
}
