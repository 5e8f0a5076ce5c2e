using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Jobs;

[Collection(nameof(PlainServer))]
public sealed class JobEndpointsTests(PlainServer plain)
{
    private const string Jobs = "/api/v1/jobs";

    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Jobs_OfOnePerson_AreListedShownAndCancelled()
    {
        var first = await StoreAsync(new() { State = JobState.Failed, ErrorKey = "jobs.error.defect", Error = "a defect" });
        var waiting = await StoreAsync(new() { Arguments = """{"period":"2026-10"}""", ProgressDone = 2, ProgressTotal = 9, ProgressNote = "test.rows" });
        var others = await StoreAsync(new() { Owner = TestServer.First });
        var client = _server.As();

        var list = await client.GetFromJsonAsync<JsonElement>(Jobs);
        var one = await client.GetFromJsonAsync<JsonElement>($"{Jobs}/{waiting}");
        var cancelled = await client.PostAsync($"{Jobs}/{waiting}/cancel", null);
        var late = await client.PostAsync($"{Jobs}/{first}/cancel", null);

        list.EnumerateArray().Select(static job => job.GetProperty("id").GetInt64()).Should().Equal(waiting, first);
        one.GetProperty("progress").ToString().Should().Be("""{"done":2,"total":9,"note":"test.rows"}""");
        (one.GetProperty("state").GetString(), one.GetProperty("arguments").GetProperty("period").GetString()).Should().Be(("queued", "2026-10"));
        (await TestServer.JsonOf(cancelled)).GetProperty("state").GetString().Should().Be("cancelled");
        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await client.GetFromJsonAsync<JsonElement>($"{Jobs}?before={waiting}&count=1")).GetArrayLength().Should().Be(1);
        foreach (var answer in new[] { await client.GetAsync($"{Jobs}/{others}"), await client.PostAsync($"{Jobs}/{others}/cancel", null), await client.GetAsync($"{Jobs}/{others}/file") })
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, "it is somebody else's");
        (await client.GetAsync($"{Jobs}?count=0")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _server.As(null).GetAsync(Jobs)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task File_OfADoneJob_IsDownloadedByItsOwnerAlone()
    {
        var (key, stream) = _server.Service<JobFiles>().Create(1);
        await stream.WriteAsync("日期,分数\n"u8.ToArray());
        await stream.DisposeAsync();
        var id = await StoreAsync(new() { State = JobState.Done, FinishedAt = DateTimeOffset.UtcNow, FileKey = key, FileName = "成绩.csv", FileType = "text/csv", Owner = TestServer.First });

        var mine = await _server.As(TestServer.First).GetAsync($"{Jobs}/{id}/file");
        var hers = await _server.As().GetAsync($"{Jobs}/{id}/file");

        (mine.StatusCode, hers.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.NotFound));
        (await mine.Content.ReadAsStringAsync()).Should().Be("日期,分数\n");
        mine.Content.Headers.ContentDisposition!.FileNameStar.Should().Be("成绩.csv");
        mine.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    private async Task<long> StoreAsync(Job job)
    {
        (job.Kind, job.CreatedAt) = (ScriptedHandler.TestKind, DateTimeOffset.UtcNow);
        job.Arguments = job.Arguments.Length == 0 ? "{}" : job.Arguments;
        job.Owner = job.Owner.Length == 0 ? TestServer.Author : job.Owner;
        await using var context = await _server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync();
        context.Add(job);
        await context.SaveChangesAsync();
        return job.Id;
    }
}
