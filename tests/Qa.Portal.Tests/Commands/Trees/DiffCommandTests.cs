namespace Qa.Portal.Tests.Commands.Trees;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diff_SameTree_ExitsWithZero()
    {
        var path = _folder.File("a.yaml", Samples.Tree);

        var run = await CommandRun.Of("diff", path, path);

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("the same tree");
    }

    [Fact]
    public async Task Diff_ChangedPointsPhrasesAndNorms_NamesEach()
    {
        var changed = Samples.Tree
            .Replace("points: -10", "points: -12", StringComparison.Ordinal)
            .Replace("[不归我管, 这事我不管]", "[不归我管, 别找我]", StringComparison.Ordinal)
            .Replace("{id: skill, name: 专业能力, manual: {max: 10}}", "{id: ending, name: 结束语, require: {anyOf: [再见]}, points: -1}", StringComparison.Ordinal);

        var run = await CommandRun.Of("diff", _folder.File("a.yaml", Samples.Tree), _folder.File("b.yaml", changed));

        run.ExitCode.Should().Be(1);
        run.Lines.Should().Equal(
            "~ forbidden/shirking",
            "    - forbid.anyOf: 这事我不管",
            "    + forbid.anyOf: 别找我",
            "~ greeting",
            "    ~ points: -10 → -12",
            "+ ending  结束语",
            "- skill  专业能力");
    }

    [Fact]
    public async Task Diff_BothFilesBad_TellsTheErrorsOfBoth()
    {
        var run = await CommandRun.Of("diff", _folder.At("none.yaml"), _folder.File("b.yaml", "schema: x\n"));

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("none.yaml: found no such file").And.Contain("b.yaml:1:9:");
    }
}
