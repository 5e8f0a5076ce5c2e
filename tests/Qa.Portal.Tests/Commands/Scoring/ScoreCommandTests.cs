using System.Text;
using System.Text.Json;

namespace Qa.Portal.Tests.Commands.Scoring;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _tree;

    public ScoreCommandTests() => _tree = _folder.File("tree.yaml", Samples.Tree);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Score_TwoInteractions_GivesScorecardsInTheKeysOfThePage()
    {
        var input = _folder.File("in.jsonl", $"{Samples.Good("g")}\n{Samples.Bad("b")}\n");

        var run = await CommandRun.Of("score", "--tree", _tree, input);

        run.ExitCode.Should().Be(0, run.Error);
        run.Error.Should().BeEmpty();
        var cards = run.Lines.Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        cards[0].EnumerateObject().Select(static property => property.Name).Should().Equal(
            "interaction", "ruleSet", "version", "treeHash", "score", "vetoed", "passed", "needsReview", "fatal", "nonfatal", "norms");
        cards.Select(static card => card.GetProperty("interaction").GetString()).Should().Equal("g", "b");
        cards.Select(static card => card.GetProperty("score").GetInt32()).Should().Equal(100, 0);
        cards[0].GetProperty("version").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Score_BadLines_AreToldWithTheirNumberAndTheRestIsScored()
    {
        var input = $"\uFEFF{Samples.Good("a")}\r\n\r\n{{\"id\":\"x\"}}\r\n  \nnot json\n{Samples.Good("b")}";

        var run = await CommandRun.WithInput(input, "score", "--tree", _tree, "-");

        run.ExitCode.Should().Be(1);
        run.Lines.Select(IdOf).Should().Equal("a", "b");
        run.Error.Should().Contain("<stdin>:3: 'channel': found nothing").And.Contain("<stdin>:5: ").And.Contain("2 scored, 2 bad lines");
    }

    [Fact]
    public async Task Score_SameInteractionAgain_IsSkippedWithANote()
    {
        var run = await CommandRun.WithInput($"{Samples.Good("a")}\n{Samples.Good("a")}\n", "score", "--tree", _tree, "-");

        run.ExitCode.Should().Be(0);
        run.Lines.Should().HaveCount(1);
        run.Error.Should().Contain("<stdin>:2: 'a' again, the same as in line 1: skipped");
    }

    [Fact]
    public async Task Score_SameIdWithOtherContent_IsABadLine()
    {
        var run = await CommandRun.WithInput($"{Samples.Good("a")}\n{Samples.Bad("a")}\n", "score", "--tree", _tree, "-");

        run.ExitCode.Should().Be(1);
        run.Lines.Should().HaveCount(1);
        run.Error.Should().Contain("<stdin>:2: found the id 'a' of line 1 again with other content");
    }

    [Fact]
    public async Task Score_ManyLinesOfUnequalWork_KeepsTheOrder()
    {
        var input = new StringBuilder();
        for (var line = 0; line < 5000; line++)
        {
            // Every 50th is a hundred times as long as the others.
            var turns = Enumerable.Repeat(("agent", "您好，请问有什么可以帮您的吗，我这就给您查"), line % 50 == 0 ? 300 : 3).ToArray();
            input.Append(Samples.Interaction($"i{line}", turns)).Append('\n');
        }

        var run = await CommandRun.WithInput(input.ToString(), "score", "--tree", _tree, "-");

        run.ExitCode.Should().Be(0);
        run.Lines.Select(IdOf).Should().Equal(Enumerable.Range(0, 5000).Select(static line => $"i{line}"));
    }

    [Fact]
    public async Task Score_ToAFile_LeavesNothingButTheFile()
    {
        var input = _folder.File("in.jsonl", Samples.Good("a"));
        var output = _folder.At("out/cards.jsonl");
        Directory.CreateDirectory(_folder.At("out"));

        var run = await CommandRun.Of("score", "--tree", _tree, input, "--out", output);

        run.ExitCode.Should().Be(0);
        run.Output.Should().BeEmpty();
        (await File.ReadAllLinesAsync(output)).Should().HaveCount(1);
        Directory.GetFiles(_folder.At("out")).Should().Equal(output);
    }

    [Fact]
    public async Task Score_Cancelled_LeavesTheOldFileAndNoOther()
    {
        var output = _folder.File("out/cards.jsonl", "old");
        using var stop = new CancellationTokenSource();
        using var input = new RepeatedInteractions(1_000_000) { OnRead = lines => { if (lines > 2000) stop.Cancel(); } };

        var exitCode = await CommandRun.Run(input, new MemoryStream(), new MemoryStream(), ["score", "--tree", _tree, "-", "--out", output], stop.Token);

        exitCode.Should().Be(130);
        (await File.ReadAllTextAsync(output)).Should().Be("old");
        Directory.GetFiles(_folder.At("out")).Should().Equal(output);
    }

    [Fact]
    public async Task Score_OutputThatIsAnInput_IsRefused()
    {
        var input = _folder.File("in.jsonl", Samples.Good("a"));

        var run = await CommandRun.Of("score", "--tree", _tree, input, "--out", input);

        run.ExitCode.Should().Be(2);
        (await File.ReadAllTextAsync(input)).Should().Be(Samples.Good("a"));
    }

    [Fact]
    public async Task Score_OutputFolderMissing_IsTheEnvironments()
    {
        var run = await CommandRun.WithInput(Samples.Good("a"), "score", "--tree", _tree, "-", "--out", _folder.At("no/such/file"));

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("cannot be written");
    }

    [Fact]
    public async Task Score_ReaderGone_EndsQuietly()
    {
        using var input = new RepeatedInteractions(1_000_000);
        using var error = new MemoryStream();

        var exitCode = await CommandRun.Run(input, new BrokenStream(afterBytes: 100_000), error, ["score", "--tree", _tree, "-"]);

        exitCode.Should().Be(141);
        error.Length.Should().Be(0);
    }

    [Fact]
    public async Task Score_MissingInput_IsToldBeforeAnythingIsScored()
    {
        var input = _folder.File("in.jsonl", Samples.Good("a"));

        var run = await CommandRun.Of("score", "--tree", _tree, input, _folder.At("none.jsonl"));

        run.ExitCode.Should().Be(3);
        run.Output.Should().BeEmpty();
    }

    private static string IdOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("interaction").GetString()!;
}
