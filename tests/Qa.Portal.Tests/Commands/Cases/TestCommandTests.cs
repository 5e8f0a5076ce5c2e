namespace Qa.Portal.Tests.Commands.Cases;

public sealed class TestCommandTests : IDisposable
{
    private const string Enough = """
        schema: qa.norm-cases/1
        tree: ../tree.yaml
        cases:
          - norm: forbidden/shirking
            hit:
              - turns: [{agent: 这个不归我管}]
                texts: [不归我管]
              - turns: [{agent: 这事我不管}]
            miss:
              - turns: [{customer: 你是说不归我管}]
              - turns: [{agent: 我来管}]
          - norm: forbidden/slow
            hit:
              - turns: [{customer 0-1: 在吗}, {agent 20-21: 在}]
              - turns: [{customer 0-1: 在吗}, {customer 12-13: 在吗}]
            miss:
              - turns: [{customer 0-1: 在吗}, {agent 11-12: 在}]
              - outcome: notMeasurable
                turns: [{customer: 在吗}]
        """;

    private readonly TemporaryFolder _folder = new();

    public TestCommandTests() => _folder.File("tree.yaml", Samples.Tree);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Test_CasesFile_RunsItAndCountsNormByNorm()
    {
        var run = await CommandRun.Of("test", _folder.File("cases/a.yaml", Enough));

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().MatchRegex(@"forbidden/shirking  推诿 +2 +2 ✓").And.Contain("8 cases, 0 failed");
        run.Output.Should().NotContain("greeting", "it has no cases in this file");
    }

    [Fact]
    public async Task Test_Tree_FindsItsCasesAndNormsWithTooFew()
    {
        _folder.File("cases/a.yaml", Enough);
        _folder.File("cases/deep/other.yaml", "schema: qa.norm-cases/1\ntree: ../../other.yaml\ncases: [{norm: x, miss: [{turns: []}]}]");

        var run = await CommandRun.Of("test", _folder.At("tree.yaml"));
        var strict = await CommandRun.Of("test", "--strict", _folder.At("tree.yaml"));

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("'forbidden/impatient' has 0 cases to hit and 0 to miss, expected 2 or more of each");
        run.Output.Should().NotContain("'skill'", "people judge it").And.Contain("2 norms with too few cases");
        strict.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Test_FailedCases_SayWhereAndWhatCameOut()
    {
        var path = _folder.File("cases/a.yaml", """
            schema: qa.norm-cases/1
            tree: ../tree.yaml
            cases:
              - norm: forbidden/shirking
                hit:
                  - note: 换了说法
                    turns: [{customer: 丢了}, {agent: 不归他管啊}]
                  - turns: [{agent: 不归我管}]
                    texts: [归我管]
                miss:
                  - turns: [{agent: 这事我不管，别问我}]
            """);

        var run = await CommandRun.Of("test", path);

        run.ExitCode.Should().Be(1);
        run.Output.Should()
            .Contain($"{path}:6:9: 'forbidden/shirking' (换了说法): expected violated/rewarded, came out met")
            .And.Contain("nearest phrase")
            .And.Contain("expected hits: “归我管”")
            .And.Contain("hits: “不归我管#0”")
            .And.Contain($"{path}:11:9: 'forbidden/shirking': expected met/not applicable, came out violated")
            .And.Contain("3 cases, 3 failed");
    }

    [Fact]
    public async Task Test_ErrorsInTheFile_AreDiagnostics()
    {
        var path = _folder.File("cases/a.yaml", "schema: qa.norm-cases/1\ntree: ../tree.yaml\ncases:\n  - norm: forbidden/none\n    miss: [{turns: []}]\n");
        var lost = _folder.File("cases/b.yaml", "schema: qa.norm-cases/1\ntree: ../gone.yaml\ncases: [{norm: a, miss: [{turns: []}]}]\n");

        var run = await CommandRun.Of("test", path, lost);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"{path}:4:5: 'forbidden/none' key 'norm': found no enabled norm at this path")
            .And.Contain($"{lost}:2:7: 'tree': found '../gone.yaml', which is no file");
    }

    [Fact]
    public async Task Test_Folder_RunsAllBelowOnce()
    {
        var path = _folder.File("cases/a.yaml", Enough);

        var run = await CommandRun.Of("test", _folder.Path, path);

        run.Output.Should().Contain("8 cases, 0 failed");
    }

    [Fact]
    public async Task Test_NothingToRun_IsAFinding()
    {
        var empty = await CommandRun.Of("test", Directory.CreateDirectory(_folder.At("empty")).FullName);
        var missing = await CommandRun.Of("test", _folder.At("none.yaml"));

        empty.ExitCode.Should().Be(1);
        missing.ExitCode.Should().Be(3);
    }
}
