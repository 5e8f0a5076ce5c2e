using System.CommandLine;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Operations.Backups;
using Qa.Portal.Commands.Operations.Moving;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations;

/// <summary><c>qa move</c>: an installation from its SQLite file to PostgreSQL, while no server runs.</summary>
internal static class MoveCommand
{
    // A process gives a sign of life every few seconds.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var from = new Option<string>("--from") { Description = texts["move.from"], HelpName = "DIR", Required = true };
        var to = new Option<string>("--to") { Description = texts["move.to"], HelpName = "ADDRESS", Required = true };
        var command = new Command("move", texts["move.description"]) { from, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var origin = AuditOrigin.Use(AuditOrigin.CommandLine);
            try
            {
                return await RunAsync(session, new(parsed.GetValue(from)!), parsed.GetValue(to)!, TimeProvider.System, cancellation);
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
        return command;
    }

    private static async Task<int> RunAsync(CommandSession session, DataFolder data, string to, TimeProvider time, CancellationToken cancellation)
    {
        var texts = session.Texts;
        if (!OperationCommand.IsServer(to))
            throw new InstallationException(texts["move.notServer"], ExitCode.Usage);
        if (File.Exists(data.MovedTo))
            throw new InstallationException(texts.Format("serve.moved", data.FullPath, (await File.ReadAllTextAsync(data.MovedTo, cancellation)).Trim()), ExitCode.Environment);
        await using var source = (SqliteDatabase)OperationCommand.OpenExisting(session, data.Database);
        await RefuseRunningAsync(session, data, source, time, cancellation);
        await using var target = (PostgreSqlDatabase)DatabaseAddress.Open(to);
        await target.UpgradeSchemaAsync(PortalModules.Model, cancellation);
        var rows = await new DatabaseMove(source, target).RunAsync(cancellation);
        await File.WriteAllTextAsync(data.MovedTo, target.ShownName + "\n", cancellation);
        var chains = await ChainCheck.RunAsync(target, data.SigningKey, cancellation);
        await target.WriteAsync(
            writing => AuditRows.AddAsync(writing, new(time.GetUtcNow(), Environment.UserName, "move", "installation") { Before = source.ShownName, After = target.ShownName }), cancellation);
        foreach (var finding in chains.Findings)
            session.Complain(finding);
        var output = session.Surroundings.Text;
        output.WriteLine(texts.Format("move.done", rows.Count, rows.Values.Sum(), target.ShownName));
        output.WriteLine(texts.Format(chains.Holds ? "backup.chainsHold" : "backup.chainsBroken", chains.Publications, chains.Entries));
        output.WriteLine(texts.Format("move.next", data.FullPath, data.SigningKey));
        return chains.Holds ? ExitCode.Ok : ExitCode.Findings;
    }

    private static async Task RefuseRunningAsync(CommandSession session, DataFolder data, SqliteDatabase source, TimeProvider time, CancellationToken cancellation)
    {
        if (await InstallationClient.RunningAsync(data, cancellation) is { } running)
            throw new InstallationException(session.Texts.Format("move.running", running), ExitCode.Environment);
        if ((await source.SchemaStateAsync(PortalModules.Model, cancellation)) is not { Missing.Count: 0, Unknown.Count: 0 })
            throw new InstallationException(session.Texts.Format("move.schema", data.FullPath), ExitCode.Environment);
        var since = UtcTicks.Of(time.GetUtcNow() - LongestSilence);
        if (await source.ReadAsync(asking => asking.QuerySingleAsync<long>("SELECT count(*) FROM process WHERE state = 'alive' AND seen_at > @since", new { since }, cancellation), cancellation) > 0)
            throw new InstallationException(session.Texts["move.alive"], ExitCode.Environment);
    }
}
