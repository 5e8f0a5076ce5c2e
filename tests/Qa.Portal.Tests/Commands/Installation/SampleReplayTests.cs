using Qa.Portal.Commands;

namespace Qa.Portal.Tests.Commands.Installation;

/// <summary>What the samples were given is computed again, by the program in this process and by others.</summary>
public sealed class SampleReplayTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Task InitializeAsync() => ScoredSamples.CopyToAsync(_folder);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Replay_EverySample_IsIdenticalAfterARestartAndInEveryCulture()
    {
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

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.Of([.. args, "--data", _folder.Path]);
}
