using System.CommandLine;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa db</c>: the schema, a backup and its return.</summary>
internal static class DatabaseCommand
{
    public static Command Create(CommandSession session) => new("db", session.Texts["db.description"]) { Migrate(session), BackUp(session), Restore(session) };

    private static Command Migrate(CommandSession session)
    {
        var command = new Command("migrate", session.Texts["db.migrate"]);
        SetAction(session, command, async (choice, _, cancellation) =>
        {
            if (choice.Database == choice.Data.Database)
                choice.Data.Create();
            await using var database = DatabaseAddress.Open(choice.Database);
            await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
            session.Surroundings.Text.WriteLine(session.Texts.Format("db.migrated", database.ShownName));
        });
        return command;
    }

    private static Command BackUp(CommandSession session)
    {
        var target = new Argument<string>("FILE") { Description = session.Texts["db.target"] };
        var command = new Command("backup", session.Texts["db.backup"]) { target };
        SetAction(session, command, async (choice, parsed, cancellation) =>
        {
            var path = parsed.GetValue(target)!;
            if (File.Exists(path))
                throw new InstallationException(session.Texts.Format("db.exists", path), ExitCode.Environment);
            await using var database = Existing(session, choice.Database);
            if (database is PostgreSqlDatabase server)
                await server.Archive.BackUpAsync(path, cancellation);
            else
                await ((SqliteDatabase)database).BackUpAsync(path, cancellation);
            session.Surroundings.Text.WriteLine(session.Texts.Format("db.backedUp", database.ShownName, path));
        });
        return command;
    }

    private static Command Restore(CommandSession session)
    {
        var source = new Argument<string>("FILE") { Description = session.Texts["db.source"] };
        var command = new Command("restore", session.Texts["db.restore"]) { source };
        SetAction(session, command, async (choice, parsed, cancellation) =>
        {
            var path = parsed.GetValue(source)!;
            if (!File.Exists(path))
                throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);
            var restored = choice.Database.Contains("://", StringComparison.Ordinal)
                ? await RestoreServerAsync(choice, path, cancellation)
                : await RestoreFileAsync(session, choice, path, cancellation);
            session.Surroundings.Text.WriteLine(session.Texts.Format("db.restored", restored));
        });
        return command;
    }

    private static async Task<string> RestoreServerAsync(InstallationChoice choice, string path, CancellationToken cancellation)
    {
        await using var database = (PostgreSqlDatabase)DatabaseAddress.Open(choice.Database);
        await database.Archive.RestoreAsync(path, cancellation);
        await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
        return database.ShownName;
    }

    private static async Task<string> RestoreFileAsync(CommandSession session, InstallationChoice choice, string path, CancellationToken cancellation)
    {
        if (File.Exists(choice.Database))
            throw new InstallationException(session.Texts.Format("db.exists", choice.Database), ExitCode.Environment);
        choice.Data.Create();

        // Copied by the database itself beside its place, upgraded there, and only then put in it: whole or not at all.
        var beside = $"{choice.Database}.restoring";
        File.Delete(beside);
        try
        {
            await using (var backup = (SqliteDatabase)DatabaseAddress.Open(path))
                await backup.BackUpAsync(beside, cancellation);
            await using var restored = DatabaseAddress.Open(beside);
            await restored.UpgradeSchemaAsync(PortalModules.Model, cancellation);
        }
        catch (System.Data.Common.DbException exception)
        {
            throw new InstallationException($"{path}: {exception.Message}", ExitCode.Environment);
        }
        finally
        {
            File.Delete($"{beside}.upgrade-lock");
        }

        File.Move(beside, choice.Database);
        return choice.Database;
    }

    private static Database Existing(CommandSession session, string address)
    {
        if (!address.Contains("://", StringComparison.Ordinal) && !File.Exists(address))
            throw new InstallationException(session.Texts.Format("file.missing", address), ExitCode.Environment);
        return DatabaseAddress.Open(address);
    }

    private static void SetAction(CommandSession session, Command command, Func<InstallationChoice, ParseResult, CancellationToken, Task> act)
    {
        var options = new InstallationOptions(session.Texts, withServer: false);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await act(options.Of(parsed), parsed, cancellation);
                return ExitCode.Ok;
            }
            catch (InstallationException exception)
            {
                session.Complain(exception.Message);
                return exception.ExitCode;
            }
            catch (Exception exception) when (exception is DatabaseUnusableException or FormatException or System.Data.Common.DbException)
            {
                session.Complain(exception.Message);
                return ExitCode.Environment;
            }
        });
    }
}
