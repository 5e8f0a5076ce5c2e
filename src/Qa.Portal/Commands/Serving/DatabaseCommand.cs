using System.CommandLine;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Operations;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa db</c>: the schema.</summary>
internal static class DatabaseCommand
{
    public static Command Create(CommandSession session) => new("db", session.Texts["db.description"]) { Migrate(session) };

    private static Command Migrate(CommandSession session)
    {
        var command = new Command("migrate", session.Texts["db.migrate"]);
        command.SetOperation(session, async (choice, _, cancellation) =>
        {
            if (choice.Database == choice.Data.Database)
                choice.Data.Create();
            await using var database = DatabaseAddress.Open(choice.Database);
            await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
            session.Surroundings.Text.WriteLine(session.Texts.Format("db.migrated", database.ShownName));
            return ExitCode.Ok;
        });
        return command;
    }
}
