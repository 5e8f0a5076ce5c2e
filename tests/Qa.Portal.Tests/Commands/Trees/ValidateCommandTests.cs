using System.Text.Json;

namespace Qa.Portal.Tests.Commands.Trees;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Validate_GoodTree_SaysWhatItHolds()
    {
        var run = await CommandRun.Of("validate", _folder.File("tree.yaml", Samples.Tree));

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("ok: 小规范集, 5 norms");
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Validate_TwoErrors_ShowsBothWithPlaceAndMark()
    {
        var path = _folder.File("tree.yaml", Samples.Tree.Replace("maxDeduct: 8", "maxDeduct: 很多", StringComparison.Ordinal).Replace("points: -10", "points: 10", StringComparison.Ordinal));

        var run = await CommandRun.Of("validate", path);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"{path}:7:").And.Contain("'forbidden' key 'maxDeduct'").And.Contain("'greeting' key 'points'");
        run.Output.Should().Contain("     7 |     maxDeduct: 很多\n       |                ^");
        run.Error.Should().Contain("Errors: 2.");
    }

    [Fact]
    public async Task Validate_ErrorInALexiconOfAnotherFolder_IsShownWithItsLine()
    {
        var path = _folder.File("tree.yaml", Samples.Tree.Replace("norms:", "lexicons: {words: {file: words.txt}}\nnorms:", StringComparison.Ordinal));
        _folder.File("words.txt", "好词\n！！！\n");

        var run = await CommandRun.Of("validate", path);

        run.Output.Should().Contain($"{_folder.At("words.txt")}:2:").And.Contain("     2 | ！！！");
    }

    [Fact]
    public async Task Validate_AsJson_ListsErrorsOfAllFiles()
    {
        var bad = _folder.File("a.yaml", Samples.Tree.Replace("points: -10", "points: 10", StringComparison.Ordinal));
        var good = _folder.File("b.yaml", Samples.Tree);

        var run = await CommandRun.Of("validate", "--format", "json", bad, good, _folder.At("none.yaml"));

        run.ExitCode.Should().Be(3, "one of the files cannot be read");
        var errors = JsonDocument.Parse(run.Output).RootElement;
        errors.GetArrayLength().Should().Be(2);
        errors[0].EnumerateObject().Select(static property => property.Name).Should()
            .Equal("file", "line", "column", "path", "key", "found", "expected", "message");
        errors[0].GetProperty("file").GetString().Should().Be(bad);
        errors[0].GetProperty("path").GetString().Should().Be("greeting");
        errors[0].GetProperty("key").GetString().Should().Be("points");
        errors[1].GetProperty("found").GetString().Should().Be("no such file");
    }

    [Fact]
    public async Task Validate_GoodTreeAsJson_IsAnEmptyList()
    {
        var run = await CommandRun.Of("validate", "--format", "json", _folder.File("tree.yaml", Samples.Tree));

        run.ExitCode.Should().Be(0);
        run.Output.Trim().Should().Be("[]");
    }

    [Fact]
    public async Task Validate_CasesFile_IsCheckedAsOne()
    {
        var path = _folder.File("cases.yaml", "schema: qa.norm-cases/1\ntree: tree.yaml\ncases:\n  - norm: a\n    hits: []\n");

        var run = await CommandRun.Of("validate", path);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"{path}:5:5:").And.Contain("'hits'").And.Contain("did you mean 'hit'?");
    }

    [Fact]
    public async Task Validate_LexiconBesideTheTree_IsRead()
    {
        _folder.File("words/rude.txt", "# rude\n滚\n");
        var run = await CommandRun.Of("validate", _folder.File("tree.yaml", Samples.Tree + "\nlexicons: {rude: {file: words/rude.txt}}\n"));

        run.ExitCode.Should().Be(0, run.Output);
    }
}
