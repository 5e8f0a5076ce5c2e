using System.Text.Json;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Tests.Commands.Recordings;

public sealed class TranscribeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Transcribe_CallWithTranscript_WritesTheLineThatCanBeScored()
    {
        var recording = SharedRecording("call-synth-complaint-8k.wav");
        var srt = _folder.File("call.srt", "1\n00:00:16,900 --> 00:00:20,400\n这事我不管,你去找别人。\n\n2\n00:00:19,600 --> 00:00:22,300\n你这是什么态度?\n");

        var run = await Run("transcribe", recording, "--transcript", srt);

        run.ExitCode.Should().Be(0);
        using var line = JsonDocument.Parse(run.Lines.Single());
        var root = line.RootElement;
        root.EnumerateObject().Select(static property => property.Name).Should()
            .Equal("file", "state", "durationSeconds", "sampleRate", "channels", "speech", "silences", "overlaps", "interaction");
        root.GetProperty("state").GetString().Should().Be("transcribed");
        root.GetProperty("durationSeconds").GetDouble().Should().BeApproximately(47.58, 0.01);
        root.GetProperty("sampleRate").GetInt32().Should().Be(8_000);
        root.GetProperty("channels").GetInt32().Should().Be(2);
        root.GetProperty("speech")[0].EnumerateObject().Select(static property => property.Name).Should().Equal("role", "start", "end", "loudness");
        root.GetProperty("silences").GetArrayLength().Should().Be(1);
        root.GetProperty("overlaps")[0].GetProperty("start").GetDouble().Should().BeApproximately(19.58, 0.25);
        var tree = _folder.File("tree.yaml", "schema: qa.norm-tree/1\nruleSet: one\nname: 一\nnorms:\n  - {id: shirking, name: 推诿, forbid: {anyOf: [这事我不管]}, points: veto}\n  - {id: interrupted, name: 抢话, forbid: {interruption: {by: customer, longerThan: 0.5}}, points: -1}\n");
        var scored = await CommandRun.Of("score", "--tree", tree, _folder.File("call.jsonl", root.GetProperty("interaction").GetRawText()));
        scored.ExitCode.Should().Be(0, scored.Error);
        using var card = JsonDocument.Parse(scored.Output);
        card.RootElement.GetProperty("vetoed").GetBoolean().Should().BeTrue();
        card.RootElement.GetProperty("norms").EnumerateArray().Select(static norm => norm.GetProperty("outcome").GetString()).Should().Equal("violated", "violated");
    }

    [SkippableFact]
    public async Task Transcribe_SeveralFiles_OneLineEachAndGoesOnAfterABadOne()
    {
        var recording = SharedRecording("call-real-silence-16k.wav");
        var bad = _folder.File("bad.wav", "RIFF");

        var run = await Run("transcribe", bad, recording, "--out", _folder.At("out.jsonl"));

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        var states = File.ReadAllLines(_folder.At("out.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("state").GetString());
        states.Should().Equal("unreadable", "needs model");
        run.Error.Should().Contain("qa models fetch whisper");
    }

    [Fact]
    public async Task Transcribe_WithoutVoiceModel_SaysHowToGetIt()
    {
        var run = await CommandRun.Of("transcribe", "a.wav");

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("qa models fetch voice");
    }

    [Theory]
    [InlineData(2, "transcribe", "a.wav", "b.wav", "--transcript", "c.srt")]
    [InlineData(2, "transcribe")]
    [InlineData(2, "transcribe", "a.wav", "--agent-channel", "middle")]
    [InlineData(2, "transcribe", "a.wav", "--out", "a.wav")]
    [InlineData(3, "transcribe", "a.wav", "--transcript", "none.srt")]
    public async Task Transcribe_WrongArguments_AreRefused(int exitCode, params string[] args) =>
        (await CommandRun.Of(args)).ExitCode.Should().Be(exitCode);

    private static async Task<CommandRun> Run(params string[] args)
    {
        var models = Environment.GetEnvironmentVariable("QA_MODELS") is { Length: > 0 } set ? set : RepositoryFile.At("artifacts/models");
        Skip.IfNot(File.Exists(Path.Combine(models, "silero_vad.onnx")), $"the voice model is not in {models}; ./test fetches it");
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await QaCommandLine.RunAsync(args, new Surroundings(Stream.Null, output, error, name => name == "QA_MODELS" ? models : null));
        return new(exitCode, System.Text.Encoding.UTF8.GetString(output.ToArray()), System.Text.Encoding.UTF8.GetString(error.ToArray()));
    }

    private static string SharedRecording(string name)
    {
        var folder = Path.Combine(RepositoryFile.At("."), "..", "shared", "audio");
        Skip.IfNot(Directory.Exists(folder), $"the recordings to test on are not at {folder}");
        return Path.Combine(folder, name);
    }
}
