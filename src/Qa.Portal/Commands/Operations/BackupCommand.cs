using System.CommandLine;
using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Operations.Backups;

namespace Qa.Portal.Commands.Operations;

/// <summary><c>qa backup</c>: everything of an installation at one place, while it runs; and whether such a place is what was written.</summary>
internal static class BackupCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var target = new Argument<string>("TARGET") { Description = texts["backup.target"] };
        var databaseOnly = new Option<bool>("--database-only") { Description = texts["backup.databaseOnly"] };
        var withKeys = new Option<bool>("--with-keys") { Description = texts["backup.withKeys"] };
        var recordingsKey = new Option<string?>("--recordings-key") { Description = texts["backup.recordingsKey"], HelpName = "FILE" };
        var folders = new FolderOptions(texts);
        var command = new Command("backup", texts["backup.description"]) { target, databaseOnly, withKeys, recordingsKey };
        folders.AddTo(command);
        command.SetOperation(session, async (choice, parsed, cancellation) =>
        {
            var path = parsed.GetValue(target)!;
            if (Path.Exists(path))
                throw new InstallationException(texts.Format("db.exists", path), ExitCode.Environment);
            var keys = parsed.GetValue(withKeys) ? KeysOf(choice, parsed.GetValue(recordingsKey)) : [];
            await using var database = OperationCommand.OpenExisting(session, choice.Database);
            await using var writer = new BackupWriter(path);
            var missing = await BackupTaking.RunAsync(
                database, parsed.GetValue(databaseOnly) ? null : folders.Of(parsed, choice.Data), keys, writer, Environment.UserName, TimeProvider.System, cancellation);
            await writer.CommitAsync(cancellation);
            session.Surroundings.Text.WriteLine(texts.Format("backup.done", database.ShownName, path, writer.Parts, Size(writer.Bytes)));
            session.Surroundings.Text.WriteLine(texts[keys.Count > 0 ? "backup.keysInside" : "backup.keysOutside"]);
            if (missing == 0)
                return ExitCode.Ok;
            session.Complain(texts.Format("backup.missing", missing));
            return ExitCode.Findings;
        });
        command.Subcommands.Add(Verify(session));
        return command;
    }

    /// <summary>Says what verifying came to.</summary>
    public static int Tell(CommandSession session, string path, BackupVerdict verdict)
    {
        var texts = session.Texts;
        foreach (var finding in verdict.Report.Findings.Concat(verdict.Chains?.Findings ?? []))
            session.Complain(finding);
        var output = session.Surroundings.Text;
        output.WriteLine(texts.Format(verdict.Report.Holds ? "backup.holds" : "backup.doesNotHold", path, verdict.Report.Parts.Count, Size(verdict.Report.Bytes), verdict.Report.About.At.ToString("u", CultureInfo.InvariantCulture)));
        if (verdict.Chains is { } chains)
            output.WriteLine(texts.Format(chains.Holds ? "backup.chainsHold" : "backup.chainsBroken", chains.Publications, chains.Entries));
        if (verdict.Missing > 0)
            output.WriteLine(texts.Format("backup.missing", verdict.Missing));
        return verdict.Holds ? ExitCode.Ok : ExitCode.Findings;
    }

    private static Command Verify(CommandSession session)
    {
        var texts = session.Texts;
        var source = new Argument<string>("SOURCE") { Description = texts["backup.source"] };
        var command = new Command("verify", texts["backup.verify"]) { source };
        command.SetOperation(session, async (_, parsed, cancellation) =>
        {
            var path = Existing(session, parsed.GetValue(source)!);
            var verdict = await BackupCheck.RunAsync(path, texts, cancellation);
            var exitCode = Tell(session, path, verdict);
            if (verdict is { Chains: null, Report.Holds: true })
                session.Surroundings.Text.WriteLine(texts["backup.chainsLater"]);
            return exitCode;
        });
        return command;
    }

    /// <exception cref="InstallationException">There is nothing.</exception>
    public static string Existing(CommandSession session, string path) =>
        Path.Exists(path) ? path : throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);

    private static List<(string Name, string Path)> KeysOf(InstallationChoice choice, string? recordingsKey)
    {
        (string, string?)[] keys = [(BackupNames.SigningKey, choice.SigningKey), (BackupNames.Tokens, choice.TokenFile ?? choice.Data.Tokens), (BackupNames.RecordingsKey, recordingsKey)];
        return [.. keys.Where(static key => File.Exists(key.Item2)).Select(static key => (key.Item1, key.Item2!))];
    }

    private static string Size(long bytes) => bytes < 1L << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):F1} MiB");
}
