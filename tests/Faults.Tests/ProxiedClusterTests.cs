using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Tests;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Faults;

/// <summary>Two processes on one PostgreSQL behind one address: what people began on one goes on with the other.</summary>
public partial class ProxiedClusterTests
{
    [SkippableFact]
    public async Task Kill_OneOfTwoBehindAProxy_PeopleAndFilesGoOnWithTheOther()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, withSchema: false);
        using var folder = new TemporaryFolder();
        await using var first = await ServedProcess.StartAsync(folder, "first", test.Address, "--demo");
        await using var second = await ServedProcess.StartAsync(folder, "second", test.Address);
        await using var proxy = await EntryProxy.StartAsync(first.Client.BaseAddress!, second.Client.BaseAddress!);
        using var person = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = proxy.Address };
        await SignInAsync(person, "hr", await PasswordOfAsync(folder, "hr"));

        // By turns: what one signed, the other reads.
        for (var request = 0; request < 4; request++)
            (await person.GetAsync("/api/v1/jobs")).StatusCode.Should().Be(HttpStatusCode.OK);
        await ShouldShareRecordingAsync(first, second);
        await first.Process.KillAsync();

        for (var request = 0; request < 4; request++)
            (await person.GetAsync("/api/v1/jobs")).StatusCode.Should().Be(HttpStatusCode.OK, "the cookie is read by whoever is left");
        (await person.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.OK);
        proxy.Last.Should().Be(second.Client.BaseAddress);
    }

    [SkippableFact]
    public async Task Upgrade_SchemaGrowsUnderAProcess_ItWorksOnAndTheNextOneOfItsVersionDoesNotStart()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, withSchema: false);
        using var folder = new TemporaryFolder();
        await using var old = await ServedProcess.StartAsync(folder, "old", test.Address);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);

        // As the process of the next version does when it starts: a step that only adds, to tables of both parts.
        await test.Database.WriteAsync(static async session =>
        {
            foreach (var table in (string[])["interaction", "scorecard", "inspection_task", "task_item", "audit", "account", "account_session", "job", "setting", "calendar_day", "recording"])
                await session.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN of_the_next_version TEXT NOT NULL DEFAULT ''");
            await session.ExecuteAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('Qa.Grains.Storage.Schema.PostgreSql.9999-next.sql', now())");
            await session.ExecuteAsync("INSERT INTO portal_migration (\"MigrationId\", \"ProductVersion\") VALUES ('99991231000000_Next', '10.0.0')");
        });

        await using (var database = DatabaseAddress.Open(test.Address))
            await database.WriteAsync(session => InteractionRows.AddAsync(session, TestInteractions.Many(50), DateTimeOffset.UtcNow));
        (await old.Client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = TestTrees.Set, title = "all", selection = new { } })).EnsureSuccessStatusCode();
        (await old.Client.PutAsJsonAsync("/api/v1/calendar/days/2031-10-01", new { kind = "holiday", name = "国庆节" })).IsSuccessStatusCode.Should().BeTrue("the portal's part goes on too");
        await Eventually.Async(async () => await CountAsync(test.Database, "scorecard") == 50);
        (await old.Client.GetFromJsonAsync<JsonElement>("/api/v1/audit/verify")).GetProperty("holds").GetBoolean().Should().BeTrue();

        var again = () => ServedProcess.StartAsync(folder, "again", test.Address);
        (await again.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*9999-next*upgraded by a newer one*");
        (await old.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task Start_WithFoldersOfItsOwn_IsRefusedBeforeAnythingIsServed()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, withSchema: false);
        using var folder = new TemporaryFolder();
        await using var first = await ServedProcess.StartAsync(folder, "first", test.Address);

        var second = () => ServedProcess.StartAsync(folder, "second", test.Address, "--recordings", folder.At("own"));

        (await second.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*own*--recordings*--adopt-folders*");
        Directory.Exists(folder.At("own")).Should().BeFalse();
    }

    private static async Task SignInAsync(HttpClient person, string name, string password)
    {
        var page = await person.GetStringAsync("/sign-in");
        var form = page[..page.IndexOf("</form>", StringComparison.Ordinal)];   // the first; after it come other ways to sign in
        var fields = HiddenField().Matches(form).ToDictionary(static match => WebUtility.HtmlDecode(match.Groups["name"].Value), static match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);
        (fields["Form.Name"], fields["Form.Password"]) = (name, password);
        var answer = await person.PostAsync("/sign-in", new FormUrlEncodedContent(fields));
        answer.StatusCode.Should().Be(HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
    }

    // A file that came in at one process is given out by the other.
    private static async Task ShouldShareRecordingAsync(ServedProcess first, ServedProcess second)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent("no sound at all"u8.ToArray()), "recording", "2026-11-26_090000_A1001.wav" } };
        var sent = await first.Client.PostAsync("/api/v1/recordings", form);
        var text = await sent.Content.ReadAsStringAsync();
        sent.IsSuccessStatusCode.Should().BeTrue(text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("recording").GetProperty("id").GetString()!;
        (await second.Client.GetStringAsync($"/api/v1/recordings/{Uri.EscapeDataString(id)}/audio")).Should().Be("no sound at all");
    }

    private static Task<string> PasswordOfAsync(TemporaryFolder folder, string role) => ReadAsync(folder.At("first/demo-accounts"), role);

    private static async Task<string> ReadAsync(string file, string role)
    {
        await Eventually.Async(() => Task.FromResult(File.Exists(file) && File.ReadLines(file).Any(line => line.StartsWith("auditor ", StringComparison.Ordinal))));
        return File.ReadLines(file).Select(static line => line.Split(' ')).Single(line => line[0] == role)[1];
    }

    private static Task<long> CountAsync(Database database, string from) =>
        database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""")]
    private static partial Regex HiddenField();
}
