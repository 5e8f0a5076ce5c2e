using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Recordings.Folders;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform.Files;

namespace Qa.Portal.Tests.Modules.Recordings.Folders;

public sealed class WatchedFolderTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _watched = new();
    private readonly TemporaryFolder _kept = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private RecordingSettings _settings = null!;
    private RecordingRegister _register = null!;
    private WatchedFolder _folder = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _settings = new(new(_kept.Path, null), new(_kept.Path));
        Restart();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose()
    {
        _kept.Dispose();
        if (Directory.Exists(_watched.Path))
            _watched.Dispose();
    }

    [Fact]
    public async Task LookAsync_SettledRecordingWithCall_IsTakenWithItAndLeftAsItIs()
    {
        Recording("a.wav");
        Text("calls.csv", "call id,file,agent id,start\nC-1,a.wav,A7,2026-10-01 09:00:00\n");

        await SettleAsync();

        var row = (await RowsAsync()).Single();
        row.InteractionId.Should().Be("C-1");
        var call = StoredCall.Parse(row.Call);
        (call.Agent.Id, call.StartedAt, call.IsGiven).Should().Be(("A7", "2026-10-01T09:00:00+08:00", true));
        File.Exists(_watched.At("a.wav")).Should().BeTrue();
        _folder.Status.Should().BeEquivalentTo(new { State = "watched", Taken = 1, Waiting = 0 });
    }

    [Fact]
    public async Task LookAsync_FileStillBeingWritten_IsLeftAlone()
    {
        Text("calls.csv", "file,agent id\na.wav,A7\n");
        for (var part = 1; part <= 20; part++)
        {
            Recording("a.wav", 100 * part);
            await _folder.LookAsync(default);
            (await RowsAsync()).Should().BeEmpty();
            _time.Advance(_settings.Settling - TimeSpan.FromMilliseconds(100));
        }

        await SettleAsync();

        (await RowsAsync()).Single().Bytes.Should().Be(2_000);
    }

    [Theory]
    [InlineData("a.wav.part")]
    [InlineData("a.wav.tmp")]
    [InlineData(".a.wav")]
    [InlineData("a.wav~")]
    public async Task LookAsync_UnfinishedByItsName_IsLeftAlone(string name)
    {
        Recording(name);

        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LookAsync_AgainAndAfterARestart_EachFileOnce()
    {
        Recording("a.wav");
        Recording("sub/b.wav", 20);
        await SettleAsync(_settings.Waiting);
        for (var look = 0; look < 3; look++)
            await _folder.LookAsync(default);

        Restart();
        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Select(static row => row.FileName).Should().BeEquivalentTo("a.wav", "b.wav");
        Directory.EnumerateFiles(Path.Combine(_kept.Path, "incoming")).Should().BeEmpty();
    }

    [Fact]
    public async Task LookAsync_NothingBesideIt_IsTakenWithoutAfterAWhile()
    {
        Recording("2026-001.wav");

        await SettleAsync();
        (await RowsAsync()).Should().BeEmpty("its call data may still come");
        await SettleAsync(_settings.Waiting);

        var row = (await RowsAsync()).Single();
        (row.InteractionId, StoredCall.Parse(row.Call).Agent.Id, StoredCall.Parse(row.Call).IsGiven).Should().Be(("2026-001", "unknown", false));
    }

    [Fact]
    public async Task LookAsync_CallAndTranscriptThatComeLater_AreApplied()
    {
        Recording("a.wav");
        await SettleAsync(_settings.Waiting);

        Text("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n您好\n");
        Text("late.json", """{"calls":[{"file":"a.wav","id":"other","agent":{"id":"A7"}}]}""");
        await SettleAsync();

        var row = (await RowsAsync()).Single();
        (row.InteractionId, row.HasTranscript, row.State, row.Generation).Should().Be(("a", true, "queued", 2));
        StoredCall.Parse(row.Call).Agent.Id.Should().Be("A7");
        await SettleAsync();
        (await RowsAsync()).Single().Generation.Should().Be(2, "it is applied once");
    }

    [Fact]
    public async Task LookAsync_TranscriptStillBeingWritten_IsWaitedFor()
    {
        Text("calls.csv", "file,agent id\na.wav,A7\n");
        await SettleAsync();
        Recording("a.wav");
        for (var part = 1; part < 8; part++)
        {
            Text("a.srt", new string('x', part));
            await _folder.LookAsync(default);
            _time.Advance(_settings.Settling - TimeSpan.FromMilliseconds(100));
        }

        (await RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LookAsync_HuaweiIndex_GivesCallsByTheirPaths()
    {
        Recording("10/1/record/100/13533/0903379.wav");
        Recording("10/1/record/100/13534/0903379.wav", 20);
        Text("20261001090000000123_record_1.csv", """
            d,e,1,1001,call-1,13800138000,4001,2026-10-01 09:00:00,2026-10-01 09:03:00,/10/1/record/100/13533/0903379.wav,1,success,X:\17\0\a.V3,1,呼入,5,,12
            d,e,1,1002,call-2,4001,13900139000,2026-10-01 09:05:00,2026-10-01 09:06:00,/10/1/record/100/13534/0903379.wav,1,success,X:\17\0\b.V3,1,呼出,5,,12

            """);

        await SettleAsync();

        var rows = await RowsAsync();
        rows.Select(static row => (row.InteractionId, row.Bytes, StoredCall.Parse(row.Call).Agent.Id, StoredCall.Parse(row.Call).Customer!.Phone)).Should()
            .BeEquivalentTo([("call-1", 10L, "1001", "13800138000"), ("call-2", 20L, "1002", "13900139000")]);
    }

    [Fact]
    public async Task LookAsync_AlibabaCallList_GivesCalls()
    {
        Recording("0001.wav");
        Text("list.json", """{"serviceChannel":1,"clientChannel":0,"callList":[{"voiceFileUrl":"https://oss.example.com/rec/0001.wav?sign=x","callId":"job-1","callStartTime":1704870035381,"customerServiceId":"A9","customerServiceName":"张三","callType":3,"caller":"13800138000","callee":"4001"}]}""");

        await SettleAsync();

        var call = StoredCall.Parse((await RowsAsync()).Single().Call);
        (call.Agent.Id, call.AgentChannel).Should().Be(("A9", "right"));
    }

    [Fact]
    public async Task LookAsync_BadRowOfAList_IsToldAndTheOthersAreUsed()
    {
        Recording("a.wav");
        Text("calls.csv", "id,file,start\nC-1,a.wav,2026-10-01 09:00:00\nC-2,b.wav,yesterday\n");

        await SettleAsync();

        (await RowsAsync()).Single().InteractionId.Should().Be("C-1");
        _folder.Status.Problems.Should().ContainSingle().Which.Should().Match<FolderProblem>(problem => problem.File == "calls.csv" && problem.Problem.Contains("yesterday"));
    }

    [Fact]
    public async Task LookAsync_TwoRecordingsOfOneId_TheSecondIsToldAndNotTaken()
    {
        Recording("a.wav");
        Recording("b.wav", 20);
        Text("one.csv", "id,file\nC-1,a.wav\n");
        Text("two.csv", "id,file\nC-1,b.wav\n");

        await SettleAsync();

        (await RowsAsync()).Should().ContainSingle();
        _folder.Status.Problems.Should().ContainSingle().Which.Problem.Should().Contain("'C-1' belongs to another recording");
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task LookAsync_FileThatCannotBeRead_IsToldAndTriedAgainAfterAWhile()
    {
        Skip.If(Environment.UserName == "root", "whoever may read everything cannot be refused");
        Recording("a.wav");
        File.SetUnixFileMode(_watched.At("a.wav"), UnixFileMode.None);
        await SettleAsync(_settings.Waiting);
        _folder.Status.Problems.Should().ContainSingle();

        File.SetUnixFileMode(_watched.At("a.wav"), UnixFileMode.UserRead);
        await SettleAsync(TimeSpan.FromMinutes(2));

        (await RowsAsync()).Should().ContainSingle();
        _folder.Status.Problems.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task LookAsync_PipeThatNobodyWritesTo_HoldsNothingUp()
    {
        Skip.If(OperatingSystem.IsWindows(), "there are no pipes in folders");
        foreach (var name in new[] { "a.wav", "calls.csv" })
        {
            using var made = Process.Start("mkfifo", [_watched.At(name)]);
            await made.WaitForExitAsync();
        }

        Recording("b.wav", 20);
        await SettleAsync(TimeSpan.FromMinutes(2)).WaitAsync(TimeSpan.FromSeconds(30));

        (await RowsAsync()).Select(static row => row.Bytes).Should().BeEquivalentTo([0L, 20L]);
    }

    [Fact]
    public async Task LookAsync_TranscriptGoneBeforeItIsRead_LeavesNothingBehindAndIsTriedAgain()
    {
        Recording("a.wav");
        Text("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n您好\n");
        Text("calls.csv", "id,file\nC-1,a.wav\n");
        await _folder.LookAsync(default);
        _time.Advance(_settings.Settling);
        Directory.CreateDirectory(_watched.At("x"));
        File.Move(_watched.At("a.srt"), _watched.At("x/a.srt"));

        await _folder.LookAsync(default);
        await SettleAsync(TimeSpan.FromMinutes(2));

        (await RowsAsync()).Should().ContainSingle().Which.HasTranscript.Should().BeFalse();
        Directory.EnumerateFiles(Path.Combine(_kept.Path, "incoming")).Should().BeEmpty();
    }

    [Fact]
    public async Task LookAsync_FolderRemovedAndBack_GoesOn()
    {
        Recording("a.wav");
        await SettleAsync(_settings.Waiting);

        Directory.Delete(_watched.Path, recursive: true);
        await _folder.LookAsync(default);
        _folder.Status.State.Should().Be("missing");
        Directory.CreateDirectory(_watched.Path);
        Recording("b.wav", 20);
        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Select(static row => row.FileName).Should().BeEquivalentTo("a.wav", "b.wav");
        _folder.Status.State.Should().Be("watched");
    }

    [Fact]
    public async Task LookAsync_LinkOutOfTheFolder_IsNotFollowed()
    {
        var outside = _kept.File("secret.wav", "x");
        File.CreateSymbolicLink(_watched.At("link.wav"), outside);

        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("$(touch x).wav")]
    [InlineData("a b; rm -rf '\".wav")]
    [InlineData("-i.wav")]
    [InlineData("%2e%2e.wav")]
    public async Task LookAsync_NameOfShellCharacters_IsTakenUnderIt(string name)
    {
        Recording(name);

        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Single().FileName.Should().Be(name);
    }

    [Fact]
    public async Task LookAsync_FileReplacedByAnother_IsAnotherRecording()
    {
        Recording("a.wav");
        await SettleAsync(_settings.Waiting);
        Recording("a.wav", 30);

        await SettleAsync(_settings.Waiting);

        (await RowsAsync()).Select(static row => row.Bytes).Should().BeEquivalentTo([10L, 30L]);
    }

    private void Restart()
    {
        var store = new RecordingStore(_settings.Store);
        _register = new(_database.Database, store, new(), _time);
        _folder = new(_watched.Path, _register, store, _database.Database, _settings, _time, NullLogger.Instance);
    }

    /// <summary>Looks, lets the time pass that files need to settle, or more, and looks again.</summary>
    private async Task SettleAsync(TimeSpan? longer = null)
    {
        await _folder.LookAsync(default);
        _time.Advance(longer ?? _settings.Settling);
        await _folder.LookAsync(default);
    }

    private Task<IReadOnlyList<RecordingRow>> RowsAsync() => _register.ListAsync(null, null, 100, Qa.Portal.Platform.Access.Reach.All);

    private void Recording(string name, int bytes = 10) => Write(name, TestRecordings.Bytes(bytes, (byte)bytes));

    private void Text(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_watched.At(name))!);
        File.WriteAllBytes(_watched.At(name), bytes);
    }
}
