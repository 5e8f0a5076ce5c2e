using System.Text;
using System.Text.RegularExpressions;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;
using Spectre.Console;

namespace Qa.Portal.Tests.Commands.Explaining;

public sealed partial class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _tree;
    private readonly string _input;

    public ExplainCommandTests()
    {
        _tree = _folder.File("tree.yaml", Samples.Tree);
        _input = _folder.File("in.jsonl", $"{Samples.Good("g")}\n{Samples.Bad("b")}\nbad line\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Explain_InChineseWithoutColour_MarksHitsInPlace()
    {
        var run = await CommandRun.Of("--lang", "zh", "explain", "--tree", _tree, _input, "--id", "b");

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines.Should().ContainInOrder(
            "b",
            "   0   0:00.0 坐席 【您好】‹问候›",
            "   1   0:05.0 客户 我的快递丢了",
            "   2   0:10.0 坐席 这个【不归我管】‹推诿›，你【快点说】‹不耐烦›");
        run.Output.Should().MatchRegex("✗ 推诿 +违反 +一票否决")
            .And.MatchRegex("✗ 不耐烦 +违反 +-5")
            .And.MatchRegex("✓ 问候 +符合 +0")
            .And.MatchRegex("✎ 专业能力 +人工 +0")
            .And.Contain("建议： 我帮您登记")
            .And.Contain("总分 0  ✗ 不合格  （一票否决，取最低分）");
        run.Output.Should().NotContain("\u001b");
    }

    [Fact]
    public async Task Explain_CategoryLimit_IsShownWithWhatItWouldBe()
    {
        var input = _folder.File("limit.jsonl", Samples.Interaction("l", ("agent", "您好"), ("agent", "快点说"), ("agent", "快点说")));

        var run = await CommandRun.Of("explain", "--tree", _tree, input, "--id", "l");

        run.Output.Should().MatchRegex(@"服务禁语 +-8  \(limit -8, without it -10\)")
            .And.Contain("Score 92  ✓ passed  (100 -8, from 0 to 100; pass 80)");
    }

    [Fact]
    public async Task Explain_WithColour_KeepsTheWordsAndUsesEscapes()
    {
        var run = await CommandRun.Of("explain", "--color", "always", "--tree", _tree, _input, "--id", "b");

        run.Output.Should().Contain("\u001b[").And.Contain("不归我管").And.NotContain("【");
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Explain_OnATerminalWithoutColour_WritesNoEscape(string variable, string value)
    {
        using var output = new MemoryStream();
        using var surroundings = new Surroundings(Stream.Null, output, Stream.Null, name => name == variable ? value : null) { OutputIsTerminal = true, Width = 60 };

        var exitCode = await QaCommandLine.RunAsync(["explain", "--tree", _tree, _input, "--id", "b"], surroundings);

        exitCode.Should().Be(0);
        Encoding.UTF8.GetString(output.ToArray()).Should().NotContain("\u001b").And.Contain("【不归我管】");
    }

    [Fact]
    public async Task Explain_OnATerminal_FitsItsWidthInColour()
    {
        using var output = new MemoryStream();
        using var surroundings = new Surroundings(Stream.Null, output, Stream.Null, static _ => null) { OutputIsTerminal = true, Width = 60 };
        var input = _folder.File("long.jsonl", Samples.Interaction("long", ("agent", new string('好', 200))));

        await QaCommandLine.RunAsync(["explain", "--tree", _tree, input, "--id", "long"], surroundings);

        var text = Encoding.UTF8.GetString(output.ToArray());
        text.Should().Contain("\u001b[");
        AnsiEscape().Replace(text, "").Split('\n').Where(static line => line.Contains('好', StringComparison.Ordinal)).Should()
            .HaveCountGreaterThan(4).And.OnlyContain(static line => line.GetCellWidth() <= 60);
    }

    [Fact]
    public async Task Explain_ControlCharactersInTheText_NeverReachTheTerminal()
    {
        var input = _folder.File("evil.jsonl", Samples.Interaction("e", ("agent", """\u001b[2J您好\u0007\n再见\u202e""")));

        var run = await CommandRun.Of("explain", "--tree", _tree, input, "--id", "e");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().NotContain("\u001b").And.NotContain("\u0007").And.NotContain("\u202e").And.Contain("·[2J【您好】‹问候›·↵再见·");
    }

    [Fact]
    public async Task Explain_UnknownId_IsAFinding()
    {
        var run = await CommandRun.Of("explain", "--tree", _tree, _input, "--id", "zzz");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("no interaction 'zzz'");
    }

    [Fact]
    public async Task Explain_IdWrittenWithEscapes_IsFound()
    {
        var input = _folder.File("escaped.jsonl", Samples.Good("""\u7f16\u53f71"""));

        (await CommandRun.Of("explain", "--tree", _tree, input, "--id", "编号1")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Explain_InteractionWithErrors_TellsThem()
    {
        var input = _folder.File("bad.jsonl", """{"id":"x","channel":"fax"}""");

        var run = await CommandRun.Of("explain", "--tree", _tree, input, "--id", "x");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("bad.jsonl:1: 'channel': found 'fax'");
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex AnsiEscape();
}
