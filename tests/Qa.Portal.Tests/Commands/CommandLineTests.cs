namespace Qa.Portal.Tests.Commands;

public sealed class CommandLineTests
{
    private static readonly string[] AllCommands =
        ["validate", "hash", "score", "explain", "report", "test", "diff", "import-workflow", "import-sca", "export-workflow", "completion", "serve", "user", "token", "publish", "task", "replay", "verify", "bundle", "recording", "backup", "restore", "doctor", "move"];

    [Fact]
    public async Task Help_OfTheProgram_NamesEveryCommand()
    {
        var run = await CommandRun.Of("--help");

        run.ExitCode.Should().Be(0);
        foreach (var command in AllCommands)
            run.Output.Should().Contain($"\n  {command} ");
    }

    [Theory]
    [InlineData("zh", "打分")]
    [InlineData("en", "Score interactions")]
    public async Task Help_OfEachCommand_IsInTheLanguage(string language, string words)
    {
        foreach (var command in AllCommands)
        {
            var run = await CommandRun.Of(command, "--help", "--lang", language);

            run.ExitCode.Should().Be(0, command);
            run.Output.Should().Contain($"{command}");
        }

        (await CommandRun.Of("score", "--help", "--lang", language)).Output.Should().Contain(words);
    }

    [Theory]
    [InlineData]
    [InlineData("scroe")]
    [InlineData("score", "x.jsonl")]
    [InlineData("score", "--tree")]
    [InlineData("explain", "--tree", "t", "x", "--id")]
    [InlineData("validate")]
    [InlineData("validate", "--format", "xml", "x")]
    [InlineData("completion", "tcsh")]
    [InlineData("--lang", "fr", "hash", "x")]
    [InlineData("import-workflow", "--points", "-3", "x")]
    [InlineData("import-workflow", "--rule-set", "BAD!", "x")]
    [InlineData("validate", "--strcit", "x")]
    [InlineData("test", "--strcit", "x")]
    [InlineData("score", "--tree", "t", "--otu", "x")]
    public async Task Run_CommandLineThatIsNotUnderstood_IsAUsageError(params string[] args)
    {
        var run = await CommandRun.Of(args);

        run.ExitCode.Should().Be(2);
        (run.Output + run.Error).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Run_MistypedOption_IsNamedAndNotTakenAsAFile()
    {
        var run = await CommandRun.Of("validate", "--fromat", "json");

        run.Error.Should().Contain("there is no option '--fromat'").And.NotContain("no such file");
    }

    [Fact]
    public async Task Run_FileNamedLikeAnOptionAfterDashes_IsAFile()
    {
        var run = await CommandRun.Of("validate", "--", "--tree.yaml");

        run.ExitCode.Should().Be(3);
        run.Output.Should().Contain("--tree.yaml").And.Contain("no such file");
    }

    [Fact]
    public async Task Run_UsageErrorInChinese_IsChineseThroughout()
    {
        var run = await CommandRun.Of("score", "x.jsonl", "--lang", "zh");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("缺少必需的选项“--tree”").And.NotContain("required");
    }

    [Fact]
    public async Task Version_IsPrinted() =>
        (await CommandRun.Of("--version")).Output.Should().MatchRegex(@"^\d+\.\d+");

    [Theory]
    [InlineData("sco", "score")]
    [InlineData("validate --format ", "json")]
    [InlineData("completion ", "pwsh")]
    [InlineData("--lang ", "zh")]
    public async Task Suggest_PartOfACommandLine_OffersWhatTheParserTakes(string typed, string expected)
    {
        var run = await CommandRun.Of($"[suggest:{typed.Length}]", typed);

        run.ExitCode.Should().Be(0);
        run.Lines.Should().Contain(expected);
    }

    [Fact]
    public async Task Suggest_IdOfAnInteraction_IsReadFromTheFile()
    {
        using var folder = new TemporaryFolder();
        var input = folder.File("in.jsonl", $"{Samples.Good("call-1")}\nbad\n{Samples.Good("call-2")}\n{Samples.Good("other")}\n");
        var typed = $"explain --tree t {input} --id call";

        var run = await CommandRun.Of($"[suggest:{typed.Length}]", typed);

        run.Lines.Should().Equal("call-1", "call-2");
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("fish", "complete -c qa")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_OfEachShell_AsksTheProgram(string shell, string words)
    {
        var run = await CommandRun.Of("completion", shell);

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain(words).And.Contain("[suggest:");
    }
}
