using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.People;

[Collection(nameof(PlainServer))]
public sealed class PeopleEndpointsTests(PlainServer plain)
{
    private const string Api = "/api/v1";

    private readonly TestServer _server = plain.Server;

    [Fact]
    public async Task People_FromTheFirstDayToTheLast_BySheetAndByHand()
    {
        var client = _server.As();
        var added = await PostAsync(client, "/organisation-templates/hotline/apply", new { from = "2020-01-01" });
        added.GetProperty("added").GetArrayLength().Should().Be(8);
        var groups = await client.GetFromJsonAsync<JsonElement>($"{Api}/groups?day=2026-01-01");
        var group = groups.EnumerateArray().First(static each => each.GetProperty("path").GetString() == "呼入/夜班大组");
        group.GetProperty("shift").GetString().Should().Be("night");
        var posts = await client.GetFromJsonAsync<JsonElement>($"{Api}/posts");
        posts.GetArrayLength().Should().Be(26, "the first start gives the templates");
        var inspector = posts.EnumerateArray().Single(static each => each.GetProperty("chineseName").GetString() == "质检员");
        inspector.GetProperty("englishDuties")[0].GetString().Should().Be("Listens and scores");

        var person = await PostAsync(client, "/people", new { number = "A1", name = "王小明", joinedOn = "2026-01-01", state = "probation", phone = "13812341234" });
        person = await PutAsync(client, "/people/A1/group", new { version = 1, groupId = group.GetProperty("id").GetInt64(), from = "2026-01-01" });
        person = await PutAsync(client, $"/people/A1/posts/{inspector.GetProperty("id").GetInt64()}", new { version = 2, from = "2026-02-01" });
        person = await PutAsync(client, "/people/A1/employment", new { version = 3, state = "employed", from = "2026-04-01" });
        person = await PutAsync(client, $"/people/A1/leads/groups/{group.GetProperty("id").GetInt64()}", new { version = 4, @as = "deputy", from = "2026-04-01" });
        person = await PutAsync(client, "/people/A1/leaving", new { version = 5, lastDay = "2026-08-31" });

        (person.GetProperty("phone").GetString(), person.GetProperty("lastDay").GetString(), person.GetProperty("version").GetInt64()).Should().Be(("138****1234", "2026-08-31", 6));
        var found = await client.GetFromJsonAsync<JsonElement>($"{Api}/people?search=wxm&day=2026-08-31&state=employed&sort=joined-on&descending=true");
        (found.GetProperty("total").GetInt32(), found.GetProperty("people")[0].GetProperty("group").GetString()).Should().Be((1, "夜班大组"));
        var history = await client.GetFromJsonAsync<JsonElement>($"{Api}/people/A1?day=2026-09-01");
        (history.GetProperty("state").GetString(), history.GetProperty("employment").GetArrayLength(), history.GetProperty("leads")[0].GetProperty("lastDay").GetString()).Should().Be(("left", 2, "2026-08-31"));
        (await client.GetFromJsonAsync<JsonElement>($"{Api}/groups/{group.GetProperty("id").GetInt64()}/members?day=2026-08-31"))[0].GetProperty("number").GetString().Should().Be("A1");
        (await client.GetStringAsync($"{Api}/people")).Should().NotContain("13812341234");
        (await client.GetStringAsync($"{Api}/people/A1?unmasked=true")).Should().Contain("13812341234");
        (await client.GetStringAsync($"{Api}/audit?kind=read")).Should().Contain("unmask phone numbers").And.Contain("person A1").And.NotContain("13812341234");
    }

    [Fact]
    public async Task Save_WithAnOldVersion_IsAConflictThatShowsWhatThereIs()
    {
        var client = _server.As();
        await PostAsync(client, "/people", new { number = "A2", name = "赵一鸣", joinedOn = "2026-01-01", phone = "13812341234" });
        await PutAsync(client, "/people/A2", new { version = 1, name = "赵亦鸣", phone = "138****1234" });

        var stale = await client.PutAsJsonAsync($"{Api}/people/A2", new { version = 1, name = "赵易鸣" });
        var again = await client.PostAsJsonAsync($"{Api}/people", new { number = "A2", name = "赵一鸣", joinedOn = "2026-01-01" });

        (stale.StatusCode, again.StatusCode).Should().Be((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        var problem = await TestServer.JsonOf(stale);
        (problem.GetProperty("type").GetString(), problem.GetProperty("current").GetProperty("name").GetString(), problem.GetProperty("current").GetProperty("phone").GetString())
            .Should().Be(("urn:callcenter:problem:changed-meanwhile", "赵亦鸣", "138****1234"));
        (await TestServer.JsonOf(again)).GetProperty("current").GetProperty("version").GetInt64().Should().Be(2);
    }

    [Theory]
    [InlineData("GET", "/people?take=501", "", 400, "take: found 501, expected 1 to 500")]
    [InlineData("GET", "/people?state=gone", "", 400, "state: found 'gone', expected expected, probation, employed, left")]
    [InlineData("GET", "/people.xlsx?sort=age", "", 400, "sort: found 'age', expected number, name, department, group, state, joined-on, last-day")]
    [InlineData("GET", "/people/A9", "", 404, "there is no person 'A9'")]
    [InlineData("PUT", "/people/A9/leaving", """{"version":1}""", 404, "there is no person 'A9'")]
    [InlineData("POST", "/people", """{"number":"A9","name":" ","joinedOn":"2026-01-01"}""", 400, "name: found 0 characters, expected 1 to 100")]
    [InlineData("POST", "/departments", """{"name":"a/b","from":"2026-01-01"}""", 400, "name: found 'a/b', expected no '/' and no control characters, as names stand in paths")]
    [InlineData("PUT", "/groups/987?version=1", """{"name":"组","departmentId":1,"shift":"day","from":"2026-01-01"}""", 404, "there is no group 987")]
    [InlineData("POST", "/organisation-templates/none/apply", """{"from":"2026-01-01"}""", 404, "there is no organisation template 'none'")]
    [InlineData("POST", "/posts", """{"area":"shop","chineseName":"质检员"}""", 400, "chineseName: found '质检员', which is another post's, expected a name of no other post")]
    public async Task Wrong_IsRefusedWithTheReason(string method, string path, string body, int status, string detail)
    {
        using var request = new HttpRequestMessage(new(method), Api + path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await _server.As().SendAsync(request);

        ((int)answer.StatusCode, (await TestServer.JsonOf(answer)).GetProperty("detail").GetString()).Should().Be((status, detail));
    }

    [Fact]
    public async Task Stranger_IsToldNothing() => (await _server.As(null).GetAsync($"{Api}/people")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("zh-CN", "工号,姓名,部门,大组,班次,岗位,技能,状态,入职日期,离职日期,师傅,手机,邮箱,账号", "A3,钱多多,转入一部,夜班大组,夜班,质检员,英语:3,在职,2026-01-01,,,138****1234,w@example.com,")]
    [InlineData("en-US", "Employee number,Name,Department,Group,Shift,Posts,Skills,State,Joined on,Last day,Mentor,Phone,E-mail,Account", "A4,孙小美,转入二部,夜班大组,Night,Inspector,法语:3,Employed,2026-01-01,,,138****1234,w@example.com,")]
    public async Task Excel_InOutAndInAgain_ChangesNothing(string language, string heading, string row)
    {
        var client = _server.As();
        var cells = row.Split(',');
        await PostAsync(client, "/skills", new { name = cells[6].Split(':')[0] });
        var sheet = new MemoryStream();
        await sheet.SaveAsAsync(new[]
        {
            new { 工号 = cells[0], 姓名 = cells[1], 部门 = cells[2], 大组 = "夜班大组", 班次 = "夜班", 岗位 = "质检员", 技能 = cells[6], 入职日期 = "2026-01-01", 手机 = "13812341234", 邮箱 = "w@example.com" },
        });

        var refused = await client.PostAsync($"{Api}/people/import?day=2026-10-01", new ByteArrayContent(sheet.ToArray()));
        var taken = await TestServer.JsonOf(await client.PostAsync($"{Api}/people/import?day=2026-10-01&createMissingUnits=true", new ByteArrayContent(sheet.ToArray())));
        var exported = await client.GetByteArrayAsync($"{Api}/people.xlsx?day=2026-10-01&lang={language}&search={cells[0]}");
        var again = await TestServer.JsonOf(await client.PostAsync($"{Api}/people/import?day=2026-10-01", new ByteArrayContent(exported)));

        ((int)refused.StatusCode, (await TestServer.JsonOf(refused)).GetProperty("errors").GetArrayLength()).Should().Be((422, 1));
        (taken.GetProperty("added").GetInt32(), taken.GetProperty("unitsAdded").GetArrayLength()).Should().Be((1, 2));
        new MemoryStream(exported).Query().Cast<IDictionary<string, object>>().Select(static each => string.Join(',', each.Values)).Should().Equal(heading, row);
        (again.GetProperty("rows").GetInt32(), again.GetProperty("added").GetInt32(), again.GetProperty("changed").GetInt32()).Should().Be((1, 0, 0));
    }

    [Fact]
    public async Task AccountRequest_AskedForAndApprovedByAnother_OpensTheAccount()
    {
        await PostAsync(_server.As(), "/people", new { number = "A5", name = "周大同", joinedOn = "2026-01-01" });
        var request = await PostAsync(_server.As(), "/account-requests", new { number = "A5", kind = "open", accountName = "zhoudt", roles = new[] { "agent" }, reason = "新入职" });
        var path = $"/account-requests/{request.GetProperty("id").GetInt64()}";

        var own = await _server.As().PostAsJsonAsync($"{Api}{path}/approve", new { version = 1 });
        var approved = await DoneAsync(_server.As(TestServer.First).PostAsJsonAsync($"{Api}{path}/approve", new { version = 1, note = "可以" }));
        var again = await _server.As(TestServer.Second).PostAsJsonAsync($"{Api}{path}/refuse", new { version = 1, note = "不行" });
        var person = await _server.As().GetFromJsonAsync<JsonElement>($"{Api}/people/A5");
        var listed = await _server.As().GetFromJsonAsync<JsonElement>($"{Api}/account-requests?search=zdt&state=approved");

        (own.StatusCode, (await TestServer.JsonOf(own)).GetProperty("detail").GetString()).Should().Be((HttpStatusCode.BadRequest, "request: found one's own, expected a request of somebody else"));
        approved.GetProperty("password").GetString().Should().NotBeNullOrEmpty();
        (again.StatusCode, (await TestServer.JsonOf(again)).GetProperty("current").GetProperty("state").GetString()).Should().Be((HttpStatusCode.Conflict, "approved"));
        person.GetProperty("account").GetString().Should().Be("zhoudt");
        (listed.GetProperty("total").GetInt32(), listed.GetProperty("requests")[0].GetProperty("personName").GetString(), listed.GetProperty("requests")[0].GetProperty("note").GetString()).Should().Be((1, "周大同", "可以"));
        (await _server.As().GetByteArrayAsync($"{Api}/people-template.xlsx?lang=en-US")).Should().NotBeEmpty();
        foreach (var (wrong, status, detail) in new[]
        {
            ("/account-requests/987", HttpStatusCode.NotFound, "there is no account request 987"), ("/account-requests?state=gone", HttpStatusCode.BadRequest, "state: found 'gone', expected waiting, approved, refused, withdrawn"),
        })
        {
            var refused = await _server.As().GetAsync(Api + wrong);
            (refused.StatusCode, (await TestServer.JsonOf(refused)).GetProperty("detail").GetString()).Should().Be((status, detail));
        }
    }

    private static Task<JsonElement> PostAsync(HttpClient client, string path, object body) => DoneAsync(client.PostAsJsonAsync(Api + path, body));

    private static Task<JsonElement> PutAsync(HttpClient client, string path, object body) => DoneAsync(client.PutAsJsonAsync(Api + path, body));

    private static async Task<JsonElement> DoneAsync(Task<HttpResponseMessage> request)
    {
        var answer = await request;
        var json = await TestServer.JsonOf(answer);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, json.ToString());
        return json;
    }
}
