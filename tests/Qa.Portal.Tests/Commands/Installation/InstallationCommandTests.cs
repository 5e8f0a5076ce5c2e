using Qa.Grains.Storage;
using Qa.Portal.Commands;

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
        await RunAsync("db", "migrate");
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
        await RunAsync("db", "migrate");
        await RunAsync("publish", RepositoryFile.At("rulesets/im.yaml"));
        var backup = _folder.At("backup");

        (await RunAsync("backup", backup)).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("restore", backup)).Error.Should().Contain("empty place", "an installation is never overwritten");
        var other = _folder.At("other");
        (await CommandRun.Of("restore", backup, "--data", other)).ExitCode.Should().Be(ExitCode.Ok);

        (await CommandRun.Of("verify", "--data", other)).Lines[0].Should().Be((await RunAsync("verify")).Lines[0]);
    }

    [Fact]
    public async Task Replay_EverySample_IsIdenticalAfterARestartAndInEveryCulture()
    {
        await ScoreSamplesAsync();

        (await RunAsync("replay")).Should().BeEquivalentTo(new { ExitCode = ExitCode.Ok, Lines = (string[])["82 scorecards, 82 identical to the byte"] });
        string[] arguments = ["replay", "--lang", "en", "--data", _folder.Path];
        foreach (var culture in ((string, string)[])[("LC_ALL", "tr_TR.UTF-8"), ("LC_ALL", "zh_CN.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")])
            System.Text.Encoding.UTF8.GetString(await QaProcess.OutputOf(arguments, culture)).Should().Be("82 scorecards, 82 identical to the byte\n");
        (await RunAsync("replay", "nobody")).Should().BeEquivalentTo(new { ExitCode = ExitCode.Findings });
        (await RunAsync("replay", "voice-20261004-003")).Output.Should().StartWith("1 scorecards, 1 identical");
        (await RunAsync("replay", "--lang", "zh")).Output.Should().Contain("82 张评分卡，82 张逐字节相同");
    }

    [Fact]
    public async Task Replay_WithAnotherVersion_ShowsNormsAgentsAndExamples()
    {
        await ScoreSamplesAsync();
        var node = _folder.File("opening.yaml", "{id: opening, name: 开头, require: {anyOf: [从来没人这么说]}, points: -7}");
        (await RunAsync("publish", "--add", "im", node, "--emergency", "试")).ExitCode.Should().Be(ExitCode.Ok);

        var impact = await RunAsync("replay", "--with", "im@2");

        impact.ExitCode.Should().Be(ExitCode.Ok);
        impact.Lines[0].Should().StartWith("32 interactions compared, 32 changed");
        impact.Output.Should().Contain("absent -> violated 32");
        (await RunAsync("replay", "--with", "im@2", "--against", "2")).Lines[0].Should().Contain("0 changed");
        (await RunAsync("replay", "--with", "im@9")).Error.Should().Contain("im@9");
        (await RunAsync("replay", "--with", "im")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("replay", "--with", "im@1", "--set", "standard")).ExitCode.Should().Be(ExitCode.Usage);
    }

    [Fact]
    public async Task Bundle_OfTheSamples_IsVerifiedAnywhereAndTakenInElsewhere()
    {
        await ScoreSamplesAsync();
        var (bundle, checkpoint) = (_folder.At("bundle.jsonl"), _folder.At("checkpoint.json"));
        var written = await RunAsync("checkpoint", checkpoint);
        var key = written.Output.Trim()[^64..];

        (await RunAsync("bundle", "export", bundle)).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("bundle", "export", bundle)).Error.Should().Contain("there already");
        var verified = await CommandRun.Of("verify", bundle, "--key", key, "--checkpoint", checkpoint);
        verified.ExitCode.Should().Be(ExitCode.Ok, verified.Error);
        verified.Output.Should().StartWith("the bundle holds: 3 publications, 3 versions, 82 interactions, 82 scorecards, 82 of them").And.Contain(key);
        var ours = await RunAsync("verify", "--checkpoint", checkpoint, "--key", key);
        (ours.ExitCode, ours.Output.Contains("checkpoint", StringComparison.Ordinal)).Should().Be((ExitCode.Ok, false), ours.Output);
        (await RunAsync("verify", "--checkpoint", checkpoint, "--key", "0")).ExitCode.Should().Be(ExitCode.Findings);
        (await CommandRun.Of("verify", bundle, "--key", "0")).ExitCode.Should().Be(ExitCode.Findings);
        (await CommandRun.Of("verify", _folder.At("nothing"))).ExitCode.Should().Be(ExitCode.Environment);
        (await CommandRun.Of("verify", bundle, "--checkpoint", bundle)).Error.Should().Contain("found no checkpoint");

        var other = _folder.At("other");
        Directory.CreateDirectory(other);
        await CommandRun.Of("db", "migrate", "--data", other);
        (await CommandRun.Of("bundle", "import", bundle, "--data", other)).Output.Should().StartWith("3 publications, 82 interactions and 82 scorecards added");
        (await CommandRun.Of("replay", "--data", other)).Output.Should().StartWith("82 scorecards, 82 identical");
        (await CommandRun.Of("verify", "--data", other, "--checkpoint", checkpoint)).Should().BeEquivalentTo(new { ExitCode = ExitCode.Ok })
            .And.Subject.As<CommandRun>().Output.Should().Contain("says nothing of this audit log");
        var altered = _folder.File("altered.jsonl", File.ReadAllText(bundle).Replace("您", "你", StringComparison.Ordinal));
        (await CommandRun.Of("verify", altered)).ExitCode.Should().Be(ExitCode.Findings);
        (await CommandRun.Of("bundle", "import", altered, "--data", other)).Error.Should().Contain("does not hold");
    }

    // Scored by a server that has stopped since.
    private async Task ScoreSamplesAsync()
    {
        using var stop = new CancellationTokenSource();
        using var output = new MemoryStream();
        var serving = Task.Run(() => CommandRun.Run(Stream.Null, output, Stream.Null, [.. In(["serve", "--urls", "http://127.0.0.1:0"])], stop.Token));
        await Eventually.Of(() => Task.FromResult(File.Exists(_folder.At("address"))), static there => there);
        await RunAsync("publish", RepositoryFile.At("rulesets/standard.yaml"), RepositoryFile.At("rulesets/expert.yaml"), RepositoryFile.At("rulesets/im.yaml"));
        await RunAsync("send", RepositoryFile.At("samples/voice.jsonl"), RepositoryFile.At("samples/chat.jsonl"));
        await RunAsync("task", "list", "--wait");
        await stop.CancelAsync();
        await serving;
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.Of([.. In(args)]);

    private IEnumerable<string> In(string[] args) => [.. args, "--data", _folder.Path];
}
