using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Qa.Portal.Commands.Cases;
using Qa.Portal.Commands.Completion;
using Qa.Portal.Commands.Explaining;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Inspecting;
using Qa.Portal.Commands.Models;
using Qa.Portal.Commands.Operations;
using Qa.Portal.Commands.Publishing;
using Qa.Portal.Commands.Recordings;
using Qa.Portal.Commands.Replaying;
using Qa.Portal.Commands.Reporting;
using Qa.Portal.Commands.Sca;
using Qa.Portal.Commands.Scoring;
using Qa.Portal.Commands.Serving;
using Qa.Portal.Commands.Trees;
using Qa.Portal.Commands.Workflows;

namespace Qa.Portal.Commands;

/// <summary>The program's command line: its commands, and what ends a run of one. What scores files needs no server.</summary>
internal static class QaCommandLine
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken cancellation = default)
    {
        var session = new CommandSession(surroundings, GlobalChoices.Of(args, surroundings.Variable));
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = session.Texts.Culture;
        try
        {
            var exitCode = await InvokeAsync(session, args, cancellation).ConfigureAwait(false);
            await surroundings.Text.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException exception) when (BrokenPipe.Is(exception))
        {
            return ExitCode.BrokenPipe;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            session.Complain(exception.Message);
            return ExitCode.Environment;
        }
        catch (Exception defect)
        {
            // Shown whole: it is what a report of the defect needs, and nothing of it was foreseen.
            session.Complain(session.Texts.Format("defect", defect));
            return ExitCode.Defect;
        }
    }

    internal static RootCommand Create(CommandSession session)
    {
        var texts = session.Texts;
        var language = new Option<string>(GlobalChoices.LanguageOption) { Description = texts["symbol.lang"], Recursive = true };
        language.AcceptOnlyFromAmong(GlobalChoices.Languages);
        var colour = new Option<string>(GlobalChoices.ColourOption) { Description = texts["symbol.color"], Recursive = true };
        colour.AcceptOnlyFromAmong(GlobalChoices.Colours);
        var root = new RootCommand(texts["root.description"])
        {
            language,
            colour,
            ValidateCommand.Create(session),
            HashCommand.Create(session),
            ScoreCommand.Create(session),
            ExplainCommand.Create(session),
            ReportCommand.Create(session),
            TestCommand.Create(session),
            DiffCommand.Create(session),
            TranscribeCommand.Create(session),
            RecordingCommand.Create(session),
            ModelsCommand.Create(session),
            ImportWorkflowCommand.Create(session),
            ExportWorkflowCommand.Create(session),
            ImportScaCommand.Create(session),
            ServeCommand.Create(session),
            PublishCommand.Create(session),
            HistoryCommand.Create(session),
            SetCommand.Create(session),
            VerifyCommand.Create(session),
            CheckpointCommand.Create(session),
            BundleCommand.Create(session),
            ReplayCommand.Create(session),
            SendCommand.Create(session),
            TaskCommand.Create(session),
            BackupCommand.Create(session),
            RestoreCommand.Create(session),
            DoctorCommand.Create(session),
            MoveCommand.Create(session),
            DatabaseCommand.Create(session),
            UserCommand.Create(session),
            TokenCommand.Create(session),
            PrivacyCommand.Create(session),
            CompletionCommand.Create(session),
        };
        // The parser brings these two along, with descriptions that are not translated, and with /? and /h, which look like files.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h") { Description = texts["symbol.help"] });
        root.Options.OfType<VersionOption>().Single().Description = texts["symbol.version"];

        root.SetAction(parsed =>
        {
            new HelpAction().Invoke(parsed);
            return ExitCode.Usage;
        });
        return root;
    }

    private static async Task<int> InvokeAsync(CommandSession session, string[] args, CancellationToken cancellation)
    {
        var parsed = Create(session).Parse(args);
        var errors = parsed.Action is HelpAction ? [] : UsageErrors.Of(parsed, session.Texts).ToList();
        if (parsed.Action is ParseErrorAction || errors.Count > 0)
        {
            foreach (var error in errors)
                session.Complain(error);
            session.Complain(session.Texts.Format("usage.seeHelp", CommandPath(parsed)));
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = session.Surroundings.Text,
            Error = session.Surroundings.Error,
            EnableDefaultExceptionHandler = false,

            // A server that is asked to stop finishes what it holds first.
            ProcessTerminationTimeout = LongestStop,
        };
        return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
    }

    private static string CommandPath(ParseResult parsed) =>
        string.Join(' ', NamesUpTo(parsed.CommandResult).Reverse());

    // The root is named by the program's file, which is the host's in a test.
    private static IEnumerable<string> NamesUpTo(SymbolResult? result)
    {
        for (; result is CommandResult command; result = result.Parent)
            yield return command.Command is RootCommand ? "qa" : command.Command.Name;
    }
}
