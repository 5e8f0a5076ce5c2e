using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Operations.Backups;

namespace Qa.Portal.Commands.Operations;

/// <summary><c>qa restore</c>: an installation of a backup, in an empty place.</summary>
internal static class RestoreCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var source = new Argument<string>("SOURCE") { Description = texts["backup.source"] };
        var folders = new FolderOptions(texts);
        var command = new Command("restore", texts["restore.description"]) { source };
        folders.AddTo(command);
        command.SetOperation(session, async (choice, parsed, cancellation) =>
        {
            var path = BackupCommand.Existing(session, parsed.GetValue(source)!);
            var place = RestorePlace.Prepare(session, choice.Data, folders.Of(parsed, choice.Data), OperationCommand.IsServer(choice.Database) ? null : choice.Database);
            var restoring = new BackupRestoring(session, choice, place, TimeProvider.System);
            var verdict = await restoring.RunAsync(path, cancellation);
            var exitCode = BackupCommand.Tell(session, path, verdict);
            foreach (var kept in restoring.Kept)
                session.Complain(texts.Format("restore.kept", kept));
            session.Surroundings.Text.WriteLine(verdict.Report.Holds ? texts.Format("restore.done", choice.Data.FullPath) : texts["restore.nothing"]);
            if (verdict.Report.Holds)
                session.Complain(texts["restore.erasures"]);
            return exitCode;
        });
        return command;
    }
}
