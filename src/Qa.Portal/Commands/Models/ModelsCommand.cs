using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Models;

/// <summary><c>qa models</c>: which models recordings are heard with, whether they are there and whole, and how they come.</summary>
internal static class ModelsCommand
{
    private static readonly string[] Names = [.. KnownModel.All.Select(static model => model.Name)];

    public static Command Create(CommandSession session) => new("models", session.Texts["models.description"])
    {
        CreateList(session),
        CreateCheck(session),
        CreateFetch(session),
    };

    private static Command CreateList(CommandSession session)
    {
        var command = new Command("list", session.Texts["models.list"]);
        command.SetAction(_ => List(session));
        return command;
    }

    private static Command CreateCheck(CommandSession session)
    {
        var any = AnySizeOption(session);
        var command = new Command("check", session.Texts["models.check"]) { any };
        command.SetAction((parsed, cancellation) => CheckAsync(session, parsed.GetValue(any), cancellation));
        return command;
    }

    private static Command CreateFetch(CommandSession session)
    {
        var model = new Argument<string>("MODEL") { Description = session.Texts["models.model"] };
        model.AcceptOnlyFromAmong(Names);
        var from = new Option<string>("--from") { Description = session.Texts["models.from"], HelpName = "FOLDER-OR-ADDRESS", Required = true };
        var any = AnySizeOption(session);
        var command = new Command("fetch", session.Texts["models.fetch"]) { model, from, any };
        command.SetAction((parsed, cancellation) => FetchAsync(
            session, KnownModel.All.First(each => each.Name == parsed.GetValue(model)), parsed.GetValue(from)!, parsed.GetValue(any), cancellation));
        return command;
    }

    private static Option<bool> AnySizeOption(CommandSession session) => new("--any-size") { Description = session.Texts["models.anySize"] };

    private static int List(CommandSession session)
    {
        var folder = ModelFolder.Find(session.Surroundings.Variable);
        var output = session.Surroundings.Text;
        foreach (var model in KnownModel.All)
        {
            output.WriteLine($"{model.Name}  {folder.FolderOf(model)}");
            foreach (var file in model.Files)
            {
                var state = File.Exists(folder.PathOf(model, file)) ? "models.there" : "models.missing";
                output.WriteLine($"  {file.Name,-28} {session.Texts[state],-8} {file.Sha256}".TrimEnd());
            }
        }

        return ExitCode.Ok;
    }

    private static async Task<int> CheckAsync(CommandSession session, bool takesAnySize, CancellationToken cancellation)
    {
        var folder = ModelFolder.Find(session.Surroundings.Variable);
        var exitCode = ExitCode.Ok;
        foreach (var model in KnownModel.All)
        {
            foreach (var outcome in await ModelCheck.CheckAsync(model, folder, takesAnySize, cancellation).ConfigureAwait(false))
            {
                Tell(session, outcome);
                if (outcome.State is FileState.Missing or FileState.Wrong)
                    exitCode = ExitCode.Findings;
            }
        }

        return exitCode;
    }

    private static async Task<int> FetchAsync(
        CommandSession session, KnownModel model, string from, bool takesAnySize, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        IModelSource? source = AddressSource.AddressOf(from) is { } address ? new AddressSource(client, address)
            : Directory.Exists(from) ? new FolderSource(from)
            : null;
        if (source is null)
        {
            session.Complain(session.Texts.Format("models.noSource", from));
            return ExitCode.Environment;
        }

        var fetch = new ModelFetch(source, ModelFolder.Find(session.Surroundings.Variable), TimeProvider.System);
        var progress = new FetchProgress(session.Surroundings);
        var outcomes = await fetch.FetchAsync(model, takesAnySize, progress.Show, cancellation).ConfigureAwait(false);
        progress.Clear();
        foreach (var outcome in outcomes)
            Tell(session, outcome);
        return outcomes.All(static outcome => outcome.State is FileState.Right or FileState.Unchecked) ? ExitCode.Ok : ExitCode.Findings;
    }

    private static void Tell(CommandSession session, FileOutcome outcome) => session.Surroundings.Text.WriteLine(outcome.State switch
    {
        FileState.Right => session.Texts.Format("models.right", outcome.Path),
        FileState.Unchecked => session.Texts.Format("models.unchecked", outcome.Path, outcome.FoundSha256),
        FileState.Wrong => session.Texts.Format("models.wrong", outcome.Path, outcome.FoundSha256, outcome.File.Sha256),
        _ => session.Texts.Format("models.notThere", outcome.Path),
    });
}
