namespace Qa.Portal.Tests.Commands.Trees;

public sealed class HashCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hash_CommentsAndOrderOfKeys_DoNotMatter()
    {
        var first = await CommandRun.Of("hash", _folder.File("a.yaml", Samples.Tree));
        var second = await CommandRun.Of("hash", _folder.File("b.yaml", "# note\n" + Samples.Tree.Replace("ruleSet: tiny\nname: 小规范集", "name: 小规范集\nruleSet: tiny", StringComparison.Ordinal)));

        first.ExitCode.Should().Be(0);
        first.Output.Should().MatchRegex("^[0-9a-f]{64}\n$").And.Be(second.Output);
    }

    [Fact]
    public async Task Hash_TreeWithErrors_TellsThemAndPrintsNothing()
    {
        var run = await CommandRun.Of("hash", _folder.File("a.yaml", "schema: qa.norm-tree/1\n"));

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("the key 'norms'");
    }

    [Fact]
    public async Task Hash_MissingFile_IsTheEnvironments()
    {
        var run = await CommandRun.Of("hash", _folder.At("none.yaml"));

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("no such file");
    }
}
