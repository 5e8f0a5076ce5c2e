using System.CommandLine;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Recordings;

/// <summary><c>qa transcribe</c>: recordings in, one line of JSON each out, without a server.</summary>
internal static class TranscribeCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var files = new Argument<string[]>("FILE") { Description = texts["transcribe.files"], Arity = ArgumentArity.OneOrMore };
        var transcript = new Option<string?>("--transcript") { Description = texts["transcribe.transcript"], HelpName = "FILE" };
        var output = new Option<string?>("--out", "-o") { Description = texts["symbol.out"], HelpName = "FILE" };
        var speaker = new Option<string?>("--agent-speaker") { Description = texts["transcribe.agentSpeaker"], HelpName = "NAME" };
        var agent = new Option<string>("--agent") { Description = texts["transcribe.agent"], HelpName = "ID", DefaultValueFactory = static _ => "unknown" };
        var speech = new SpeechOptions(texts);
        var command = new Command("transcribe", texts["transcribe.description"]) { files, transcript, output, speaker, agent };
        speech.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            session,
            new(
                parsed.GetValue(files)!,
                parsed.GetValue(transcript),
                parsed.GetValue(output),
                speech.LayoutOf(parsed),
                parsed.GetValue(speaker),
                parsed.GetValue(agent)!,
                speech.EngineOf(parsed),
                speech.WhisperOf(parsed)),
            cancellation)));
        return command;
    }

    private static int Run(CommandSession session, TranscribeOptions options, CancellationToken cancellation)
    {
        if (options.TranscriptPath is not null && options.Files.Length > 1)
        {
            session.Complain(session.Texts["transcribe.oneTranscript"]);
            return ExitCode.Usage;
        }

        if (options.OutputPath is not { } outputPath)
            return TranscribeRun.Run(session, options, session.Surroundings.Output, cancellation);
        if (options.Files.Append(options.TranscriptPath).Any(input => input is not null && string.Equals(Path.GetFullPath(input), Path.GetFullPath(outputPath), StringComparison.Ordinal)))
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
            var exitCode = TranscribeRun.Run(session, options, file.Stream, cancellation);
            if (exitCode is ExitCode.Ok or ExitCode.Findings)
                file.Commit();
            return exitCode;
        }
    }
}
