namespace Qa.Portal.Tests.Commands.Workflows;

public sealed class WorkflowCommandTests : IDisposable
{
    private const string Workflow = """
        [{"WorkflowName": "Hotline", "Rules": [
          {"RuleName": "long", "SuccessEvent": "长", "Expression": "metrics.durationSeconds > 600"},
          {"RuleName": "odd", "Expression": "input1.Name.Length > 3"}
        ]}]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_Workflow_GivesATreeAndSaysWhatIsLost()
    {
        var tree = _folder.At("tree.yaml");

        var run = await CommandRun.Of("import-workflow", _folder.File("w.json", Workflow), "--judgement", "forbid", "--points", "3", "--out", tree);
        var valid = await CommandRun.Of("validate", tree);

        run.ExitCode.Should().Be(0, run.Error);
        run.Error.Should().Contain("left out: 'Hotline/odd'");
        valid.ExitCode.Should().Be(0, valid.Output);
        (await File.ReadAllTextAsync(tree)).Should().Contain("metrics.durationSeconds > 600").And.Contain("-3");
    }

    [Fact]
    public async Task Export_Tree_ComesBackTheSame()
    {
        var tree = _folder.File("tree.yaml", """
            schema: qa.norm-tree/1
            ruleSet: hotline
            name: 热线
            norms:
              - {id: long, name: 太长, forbid: {expr: "metrics.durationSeconds > 600"}, points: -3}
            """);
        var workflow = _folder.At("w.json");
        var back = _folder.At("back.yaml");

        (await CommandRun.Of("export-workflow", tree, "--out", workflow)).ExitCode.Should().Be(0);
        (await CommandRun.Of("import-workflow", workflow, "--out", back)).ExitCode.Should().Be(0);

        (await CommandRun.Of("hash", back)).Output.Should().Be((await CommandRun.Of("hash", tree)).Output);
    }

    [Fact]
    public async Task Import_SomethingElse_IsAFinding()
    {
        var run = await CommandRun.Of("import-workflow", _folder.File("w.json", "3"));

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("w.json: found");
    }
}
