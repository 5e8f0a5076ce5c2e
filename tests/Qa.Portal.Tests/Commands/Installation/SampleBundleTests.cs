using Qa.Portal.Commands;

namespace Qa.Portal.Tests.Commands.Installation;

/// <summary>The samples and their results, taken out, verified and taken in elsewhere.</summary>
public sealed class SampleBundleTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Task InitializeAsync() => ScoredSamples.CopyToAsync(_folder);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bundle_OfTheSamples_IsVerifiedAnywhereAndTakenInElsewhere()
    {
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

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.Of([.. args, "--data", _folder.Path]);
}
