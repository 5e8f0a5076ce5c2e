namespace Qa.Portal.Tests.Commands.Reporting;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_ThreeInteractions_CountsThem()
    {
        var tree = _folder.File("tree.yaml", Samples.Tree);
        var input = _folder.File("in.jsonl", $"{Samples.Good("g")}\n{Samples.Bad("b")}\n{Samples.Interaction("m", ("agent", "喂"))}\n");

        var run = await CommandRun.Of("report", "--lang", "zh", "--tree", tree, input);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should()
            .Contain("交互 3 条 · 平均 63.3 分 · 合格率 66.7% · 一票否决 1 条 · 待复核 0 条")
            .And.MatchRegex("推诿 +1 █+ +33.3%")
            .And.MatchRegex("b +0 小林 推诿 一票否决，不耐烦 -5")
            .And.MatchRegex("A1 小林 +3 +63.3 +66.7% +1")
            .And.Contain($"qa explain --tree {tree} {input} --id b");
    }

    [Fact]
    public async Task Report_NoInteraction_IsEmptyAndNoError()
    {
        var run = await CommandRun.WithInput("", "report", "--tree", _folder.File("tree.yaml", Samples.Tree), "-");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("0 interactions");
    }
}
