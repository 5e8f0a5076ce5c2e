using System.Buffers;
using System.CommandLine;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Compilation;
using Qa.Rules.Scoring;

namespace Qa.Portal.Commands.Scoring;

/// <summary><c>qa score</c>: interactions in, scorecards out, both as JSON Lines, of any length.</summary>
internal static class ScoreCommand
{
    public static Command Create(CommandSession session)
    {
        var tree = CommonSymbols.TreeOption(session.Texts);
        var inputs = CommonSymbols.InputsArgument(session.Texts);
        var output = new Option<string?>("--out", "-o") { Description = session.Texts["score.out"], HelpName = "FILE" };
        var command = new Command("score", session.Texts["score.description"]) { tree, inputs, output };
        command.SetAction((parsed, cancellation) => RunAsync(
            session, parsed.GetValue(tree)!, parsed.GetValue(inputs)!, parsed.GetValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandSession session, string treePath, string[] inputs, string? outputPath, CancellationToken cancellation)
    {
        if (!TreeForScoring.TryCompile(session, treePath, inputs, out var tree, out var exitCode))
            return exitCode;
        if (outputPath is null)
            return await ScoreAsync(session, tree, inputs, session.Surroundings.Output, cancellation).ConfigureAwait(false);
        if (inputs.Any(input => string.Equals(Path.GetFullPath(input), Path.GetFullPath(outputPath), StringComparison.Ordinal)))
        {
            session.Complain(session.Texts.Format("file.sameAsInput", outputPath));
            return ExitCode.Usage;
        }

        if (ReplacedFile.TryOpen(outputPath, out var refusal) is not { } file)
        {
            session.Complain(session.Texts.Format("file.notWritable", outputPath, refusal));
            return ExitCode.Environment;
        }

        using (file)
        {
            exitCode = await ScoreAsync(session, tree, inputs, file.Stream, cancellation).ConfigureAwait(false);
            file.Commit();
            return exitCode;
        }
    }

    private static async Task<int> ScoreAsync(
        CommandSession session, CompiledTree tree, string[] inputs, Stream output, CancellationToken cancellation)
    {
        var isTerminalFree = output != session.Surroundings.Output || !session.Surroundings.OutputIsTerminal;
        var run = new BatchScoring(session, tree, inputs, isTerminalFree);
        var lines = new BufferedStream(output, 64 * 1024);
        await run.RunAsync(static (_, scorecard) => ToLine(scorecard), line => lines.Write(line), cancellation).ConfigureAwait(false);
        lines.Flush();
        if (run.Bad + run.Repeated > 0)
            session.Complain(session.Texts.Format("score.summary", run.Scored, run.Bad, run.Repeated));
        return run.Bad > 0 ? ExitCode.Findings : ExitCode.Ok;
    }

    private static byte[] ToLine(Scorecard scorecard)
    {
        var buffer = _lineBuffer ??= new(initialCapacity: 16 * 1024);
        buffer.ResetWrittenCount();
        ScorecardJson.Write(scorecard, buffer);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _lineBuffer;
}
