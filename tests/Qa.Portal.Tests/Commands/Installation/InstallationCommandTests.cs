using Qa.Grains.Storage;
using Qa.Portal.Commands;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Commands.Installation;

/// <summary>Commands on an installation: with a server that runs, and on its database alone.</summary>
public sealed class InstallationCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commands_OnTheDatabaseAlone_DoWhatTheServerWouldDo()
    {
        (await RunAsync("db", "migrate")).ExitCode.Should().Be(ExitCode.Ok);
        var published = await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"), "--note", "启用");
        published.Output.Should().StartWith("Published im@1 (hot-set, initial)");
        (await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"))).Output.Should().Contain("in force as it is");
        (await RunAsync("send", RepositoryFile.At("samples/chat.jsonl"))).Output.Should().Contain("32 accepted, 0 duplicates, 0 rejected");
        (await RunAsync("send", RepositoryFile.At("samples/chat.jsonl"))).Output.Should().Contain("0 accepted, 32 duplicates, 0 rejected");
        (await RunAsync("history", "im")).Lines[1].Should().Contain("im@1").And.Contain("启用");
        (await RunAsync("verify")).Output.Should().StartWith("1 publications hold").And.MatchRegex("\n[0-9]+ entries of the audit log hold, sealed up to .+; 0 are not yet sealed; the last seal is [0-9]+, [0-9a-f]{64}\n");
        await using (var database = DatabaseAddress.Open(_folder.At("callcenter.db")))
            (await database.ReadAsync(static session => session.QueryAsync<string>("SELECT DISTINCT origin FROM audit WHERE kind <> 'system'"))).Should().Equal("command line");
        (await RunAsync("task", "list")).Lines[1].Should().Contain("intake").And.Contain("32");
        (await RunAsync("set", "im", "offline", "--lease", "30")).Lines[1].Should().Contain("offline").And.Contain("30 s");

        var rollback = await RunAsync("publish", "--rollback", "im@1");
        rollback.ExitCode.Should().Be(ExitCode.Findings);
        var draft = rollback.Output.Split(' ')[1];
        (await RunAsync("publish", "--rollback", "im@1", "--at", "2099-01-01T00:00:00Z")).Output.Should().Contain("--at 2099-01-01T00:00:00");
        (await RunAsync("publish", "--approve", draft)).Error.Should().Contain("other than its author");
        (await RunAsync("publish", "--withdraw", draft)).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("publish", "--draft", draft)).Error.Should().Contain("withdrawn");
    }

    [Fact]
    public async Task Publish_SetOfOneNodeWithErrors_SaysThemAndPublishesNothing()
    {
        await PortalTestDatabase.PutAsync(_folder.At("callcenter.db"));
        var bad = _folder.File("bad.yaml", "schema: qa.norm-tree/1\nruleSet: x\nname: x\nnorms: [{id: a}]\n");

        var run = await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"), bad);

        run.ExitCode.Should().Be(ExitCode.Findings);
        run.Output.Should().Contain("bad.yaml:4:");
        (await RunAsync("set")).Lines.Should().HaveCount(1, "all are checked before the first is published");
        (await RunAsync("publish")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("publish", "--rollback", "im")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("publish", "--node", "im", bad)).ExitCode.Should().Be(ExitCode.Usage);
    }

    [Fact]
    public async Task Commands_WithoutAnInstallation_SayHowToGetOne()
    {
        var none = await RunAsync("history");
        none.ExitCode.Should().Be(ExitCode.Environment);
        none.Error.Should().Contain("qa serve");

        (await CommandRun.Of("history", "--server", "http://127.0.0.1:1")).Error.Should().Contain("QA_TOKEN");
        (await CommandRun.Of("history", "--server", "nonsense")).ExitCode.Should().Be(ExitCode.Usage);
    }

    [Fact]
    public async Task Serve_OddArguments_AreRefusedByName()
    {
        (await RunAsync("serve", "--urls", "foo")).Should().BeEquivalentTo(new { ExitCode = ExitCode.Usage }).And.Match<CommandRun>(run => run.Error.Contains("'foo'", StringComparison.Ordinal));
        (await RunAsync("serve", "--silo", "10.0.0.1:11111")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("verify", "--key", "0")).ExitCode.Should().Be(ExitCode.Environment, "there is no installation yet");
        var notABackup = _folder.File("backup.db", "not a database");
        (await RunAsync("restore", notABackup)).Error.Should().Contain(notABackup);
        (await CommandRun.Of("db", "migrate", "--data", _folder.At("new"))).ExitCode.Should().Be(ExitCode.Ok, "the folder is made");
    }

    [Theory]
    [InlineData("http://0.0.0.0:5999", "0.0.0.0")]
    [InlineData("http://127.0.0.1:0;http://*:5999", "*")]
    [InlineData("http://example.com:80", "example.com")]
    public async Task Serve_BeyondLoopbackWithoutAToken_IsRefused(string urls, string named)
    {
        var run = await RunAsync("serve", "--urls", urls);

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should().Contain(named).And.Contain("QA_TOKEN");
    }

    [Fact]
    public async Task Serve_UntilStopped_AnswersCommandsOfItsFolderAndLeavesNoAddress()
    {
        using var stop = new CancellationTokenSource();
        using var output = new MemoryStream();
        var serving = Task.Run(() => CommandRun.Run(Stream.Null, output, Stream.Null, [.. In(["serve", "--urls", "http://127.0.0.1:0"])], stop.Token));
        await Eventually.Of(() => Task.FromResult(File.Exists(_folder.At("address"))), static there => there);

        (await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"))).Output.Should().StartWith("Published im@1");
        (await RunAsync("serve", "--urls", "http://127.0.0.1:0")).Error.Should().Contain("runs already");
        (await RunAsync("send", RepositoryFile.At("samples/chat.jsonl"))).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("task", "list", "--wait")).Lines[1].Should().MatchRegex("32 +32 +0");
        var worst = (await RunAsync("task", "scorecards", "1", "--limit", "5")).Lines;
        worst.Should().HaveCount(6);
        worst[1].Should().MatchRegex(@"^chat-\S+ +im@1 +0 +vetoed +\S*/");
        (await RunAsync("task", "scorecards", "9")).Error.Should().Contain("no task 9");
        await stop.CancelAsync();
        (await serving).Should().Be(ExitCode.Ok);

        File.Exists(_folder.At("address")).Should().BeFalse();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_folder.At("tokens")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Database_BackedUpAndRestored_IsTheSameInstallation()
    {
        await PortalTestDatabase.PutAsync(_folder.At("callcenter.db"));
        await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"));
        var backup = _folder.At("backup");

        (await RunAsync("backup", backup)).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("restore", backup)).Error.Should().Contain("empty place", "an installation is never overwritten");
        var other = _folder.At("other");
        (await CommandRun.Of("restore", backup, "--data", other)).ExitCode.Should().Be(ExitCode.Ok);

        (await CommandRun.Of("verify", "--data", other)).Lines[0].Should().Be((await RunAsync("verify")).Lines[0]);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.Of([.. In(args)]);

    private IEnumerable<string> In(string[] args) => [.. args, "--data", _folder.Path];
}
