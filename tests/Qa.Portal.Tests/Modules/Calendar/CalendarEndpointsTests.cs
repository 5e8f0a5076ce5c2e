using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MiniExcelLibs;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Calendar;

[Collection(nameof(PlainServer))]
public sealed class CalendarEndpointsTests(PlainServer plain)
{
    private const string Days = "/api/v1/calendar/days";

    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task Days_SavedChangedAndDeleted_WithTheVersionThatWasRead()
    {
        var client = _server.As();

        var saved = await client.PutAsJsonAsync($"{Days}/2031-10-01", new { kind = "holiday", name = "国庆节" });
        var stale = await client.PutAsJsonAsync($"{Days}/2031-10-01", new { kind = "make-up", name = "上班" });
        var changed = await client.PutAsJsonAsync($"{Days}/2031-10-01", new { kind = "holiday", name = "国庆", version = 1 });

        (saved.StatusCode, stale.StatusCode, changed.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK));
        var problem = await TestServer.JsonOf(stale);
        (problem.GetProperty("type").GetString(), problem.GetProperty("current").GetProperty("name").GetString()).Should().Be(("urn:callcenter:problem:changed-meanwhile", "国庆节"));
        (await client.GetFromJsonAsync<JsonElement>($"{Days}?from=2031-10-01&to=2031-10-07"))[0].GetProperty("version").GetInt64().Should().Be(2);
        (await client.DeleteAsync($"{Days}/2031-10-01?version=1")).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await client.DeleteAsync($"{Days}/2031-10-01?version=2")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"{Days}/2031-10-01?version=2")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deadline_AndWorkingDays_CountByTheCalendar()
    {
        var client = _server.As();
        await client.PutAsJsonAsync($"{Days}/2026-10-01", new { kind = "holiday", name = "国庆节" });
        await client.PutAsJsonAsync("/api/v1/calendar/hours/5", new { version = 1, startMinute = 600, endMinute = 660 });

        (await client.GetFromJsonAsync<JsonElement>("/api/v1/calendar/working-days?from=2026-09-28&to=2026-10-04")).GetProperty("workingDays").GetInt32().Should().Be(4);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/calendar/deadline?from=2026-09-30T18:00:00%2B08:00&minutes=30")).GetProperty("deadline").GetDateTimeOffset()
            .Should().Be(DateTimeOffset.Parse("2026-10-02T10:30:00+08:00", null));
    }

    [Theory]
    [InlineData("/api/v1/calendar/hours/8", """{"version":1}""", 404)]
    [InlineData("/api/v1/calendar/hours/1", """{"version":1,"startMinute":600}""", 400)]
    [InlineData("/api/v1/calendar/hours/1", """{"version":1,"startMinute":600,"endMinute":1441}""", 400)]
    [InlineData("/api/v1/calendar/days/2026-10-01", """{"kind":"holiday","name":" "}""", 400)]
    [InlineData("/api/v1/calendar/days/2026-10-01", """{"kind":"feast","name":"节"}""", 400)]
    [InlineData("/api/v1/calendar/days/2026-13-01", """{"kind":"holiday","name":"节"}""", 400)]
    public async Task Put_Wrong_IsRefused(string path, string body, int status) =>
        ((int)(await _server.As().PutAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).StatusCode).Should().Be(status);

    [Theory]
    [InlineData("zh-CN", "日期,类型,名称", "2032-10-01,放假,国庆节")]
    [InlineData("en-US", "Date,Kind,Name", "2033-10-01,Holiday,春节")]
    public async Task Excel_OutAndInAgain_ChangesNothing(string language, string heading, string row)
    {
        var client = _server.As();
        var cells = row.Split(',');
        await client.PutAsJsonAsync($"{Days}/{cells[0]}", new { kind = "holiday", name = cells[2] });

        var sheet = await client.GetByteArrayAsync($"{Days}.xlsx?lang={language}&from={cells[0]}&to={cells[0]}");
        var imported = await TestServer.JsonOf(await client.PostAsync($"{Days}/import", new ByteArrayContent(sheet)));

        var rows = new MemoryStream(sheet).Query().Cast<IDictionary<string, object>>().Select(static each => string.Join(',', each.Values)).ToList();
        rows.Should().Equal(heading, row);
        (imported.GetProperty("rows").GetInt32(), imported.GetProperty("changed").GetInt32()).Should().Be((1, 0));
    }

    [Fact]
    public async Task Import_RowsWithErrors_TakesNoneAndTellsEach()
    {
        var client = _server.As();
        var sheet = new MemoryStream();
        await sheet.SaveAsAsync(new[]
        {
            new { 日期 = "2034-10-01", 类型 = "放假", 名称 = "国庆节" },
            new { 日期 = "十月二日", 类型 = "放假", 名称 = "国庆节" },
            new { 日期 = "2034-10-03", 类型 = "休息", 名称 = "" },
            new { 日期 = "2034-10-01", 类型 = "放假", 名称 = "国庆节" },
        });

        var answer = await client.PostAsync($"{Days}/import", new ByteArrayContent(sheet.ToArray()));

        ((int)answer.StatusCode).Should().Be(422);
        (await TestServer.JsonOf(answer)).GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("message").GetString()).Should().Equal(
            "row 3, '日期': found '十月二日', expected a date like 2026-10-01",
            "row 4, '类型': found '休息', expected 放假 or 调休上班",
            "row 4, '名称': found 0 characters, expected 1 to 100",
            "row 5, '日期': found 2034-10-01 again, expected each day once; row 2 has it");
        (await client.GetFromJsonAsync<JsonElement>($"{Days}?from=2034-01-01&to=2034-12-31")).GetArrayLength().Should().Be(0);
    }
}
