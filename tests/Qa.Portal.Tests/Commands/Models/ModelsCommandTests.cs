using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Tests.Commands.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _models = new();
    private readonly TemporaryFolder _from = new();

    public void Dispose()
    {
        _models.Dispose();
        _from.Dispose();
    }

    [Fact]
    public async Task List_NothingThere_NamesFilesFoldersAndSums()
    {
        var run = await Run("models", "list");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain(_models.At("whisper")).And.Contain("encoder_model.onnx").And.Contain("missing").And.Contain("a9f3b752833b49e880dec91ee5b6d936112be7c3ea07c221024ba493439f46fe");
    }

    [Fact]
    public async Task Fetch_OtherSizeOfWhisper_OnlyWhenAskedFor()
    {
        foreach (var file in new[] { "encoder_model.onnx", "decoder_model_merged.onnx", "config.json", "generation_config.json", "tokenizer.json" })
            _from.File(file, "not the base model");

        var refused = await Run("models", "fetch", "whisper", "--from", _from.At("."));
        var taken = await Run("models", "fetch", "whisper", "--from", _from.At("."), "--any-size");
        var check = await Run("models", "check");

        refused.ExitCode.Should().Be(1);
        refused.Output.Should().Contain("another file").And.Contain("--any-size");
        taken.ExitCode.Should().Be(0);
        check.ExitCode.Should().Be(1);
        check.Output.Should().Contain("another file: ").And.Contain("missing: ");
    }

    [Theory]
    [InlineData(3, "models", "fetch", "whisper", "--from", "/nowhere/at/all")]
    [InlineData(2, "models", "fetch", "whisper")]
    [InlineData(2, "models", "fetch", "other", "--from", "/tmp")]
    public async Task Fetch_WrongArguments_AreRefused(int exitCode, params string[] args) =>
        (await Run(args)).ExitCode.Should().Be(exitCode);

    private async Task<CommandRun> Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await QaCommandLine.RunAsync(args, new Surroundings(Stream.Null, output, error, name => name == "QA_MODELS" ? _models.Path : null));
        return new(exitCode, System.Text.Encoding.UTF8.GetString(output.ToArray()), System.Text.Encoding.UTF8.GetString(error.ToArray()));
    }
}
