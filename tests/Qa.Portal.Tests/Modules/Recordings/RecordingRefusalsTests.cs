using System.Net;
using System.Text;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform.Serving;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Modules.Recordings;

/// <summary>What a server without recordings and models answers; it has none afterwards either.</summary>
public sealed class RecordingRefusalsTests(RecordingServer recordings) : IClassFixture<RecordingServer>
{
    private const string Recordings = RecordingServer.Recordings;

    private readonly TestServer _server = recordings.Server;

    [Theory]
    [InlineData("""{"id":"X","agent":{"id":7}}""", 422, "agent")]
    [InlineData("""{"id":"X\u0000"}""", 422, "id: found a text with U+0000, expected one without")]
    [InlineData("""{"id":"X","colour":"red"}""", 422, "colour: found an unknown key")]
    [InlineData("""[{"id":"X"},{"id":"Y"}]""", 422, "found 2 calls, expected one")]
    [InlineData("not json", 422, "found text that begins with")]
    public async Task Post_BadCallData_IsRefusedWithWhereAndNothingStays(string call, int status, string expected)
    {
        var (code, json) = await recordings.PostAsync(TestRecordings.Bytes(50), "a.wav", call);

        ((int)code).Should().Be(status);
        json.GetProperty("detail").GetString().Should().StartWith("the call data: ").And.Contain(expected);
        (await recordings.JsonAsync(Recordings)).GetArrayLength().Should().Be(0);
        _server.Service<RecordingSettings>().Store.Folder.Should().Match(folder => NoFilesIn(folder));
    }

    [Fact]
    public async Task Requests_OnARecordingThatIsNotThere_Are404()
    {
        var client = _server.As();
        foreach (var path in new[] { "", "/audio", "/peaks" })
            (await client.GetAsync($"{Recordings}/none{path}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PostAsync($"{Recordings}/none/retry", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PutAsync($"{Recordings}/none/call", new StringContent("""{"agent":{"id":"1"}}"""))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.PutAsync($"{Recordings}/none/transcript", new StringContent(RecordingServer.Srt))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _server.As(null).GetAsync(Recordings)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Hearing_WithoutModels_SaysWhatIsMissing()
    {
        var hearing = await recordings.JsonAsync($"{Recordings}/hearing");

        hearing.GetProperty("voiceMissing").GetString().Should().Contain("qa models fetch voice");
        hearing.GetProperty("engineMissing").GetString().Should().Contain("qa models fetch whisper");
        hearing.GetProperty("folders")[0].GetProperty("state").GetString().Should().Be("watched");
    }

    // But for the marker that says whose folder it is.
    private static bool NoFilesIn(string folder) => !Directory.Exists(folder) || Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).All(static file => Path.GetFileName(file) == FolderMarker.FileName);
}
