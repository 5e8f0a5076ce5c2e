using System.Text;

namespace Qa.Portal.Tests.Commands.Scoring;

/// <summary>Measures the process's memory, so no other test may run beside it.</summary>
[CollectionDefinition(nameof(ScoreMemoryTests), DisableParallelization = true)]
[Collection(nameof(ScoreMemoryTests))]
public sealed class ScoreMemoryTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Score_AHundredThousandLines_TakesBoundedMemory()
    {
        var tree = _folder.File("tree.yaml", Samples.Tree);
        using var input = new RepeatedInteractions(100_000);
        using var output = new CountingStream();
        using var error = new MemoryStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var writes = 0;

        // What is alive in the middle of the run, and not what the collector has not got to yet.
        output.OnWrite = () => ++writes % 200 == 0 ? GC.GetTotalMemory(forceFullCollection: true) : 0;

        var exitCode = await CommandRun.Run(input, output, error, ["score", "--tree", tree, "-"]);

        exitCode.Should().Be(0, Encoding.UTF8.GetString(error.ToArray()));
        output.Lines.Should().Be(100_000);
        output.LargestMemory.Should().BeInRange(1, before + (40 * MiB), "about 60 MB of input and 70 MB of output go through");
    }
}
