using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>Makes an installation of a backup: every part against its sum, then the database, then both chains; whole or not at all.</summary>
internal sealed class BackupRestoring(CommandSession session, InstallationChoice choice, RestorePlace place, TimeProvider time) : IBackupReceiver
{
    private bool IsServer => place.DatabaseFile is null;

    /// <summary>Files that lay there already and were left as they are.</summary>
    public List<string> Kept { get; } = [];

    /// <exception cref="InstallationException">It does not hold, or is of another kind of database; nothing of it is left.</exception>
    public async Task<BackupVerdict> RunAsync(string source, CancellationToken cancellation)
    {
        try
        {
            var report = await BackupReading.RunAsync(source, this, session.Texts, cancellation);
            if (!report.Holds)
            {
                place.Abandon();
                return new(report, null, 0);
            }

            return await FillDatabaseAsync(report, cancellation);
        }
        catch
        {
            place.Abandon();
            throw;
        }
    }

    public void Begin(BackupAbout about)
    {
        if (about.Database != (IsServer ? BackupAbout.PostgreSql : BackupAbout.Sqlite))
            throw new InstallationException(session.Texts.Format(IsServer ? "restore.ofFile" : "restore.ofServer"), ExitCode.Usage);
    }

    public async Task TakeAsync(string name, Stream content, CancellationToken cancellation)
    {
        if (place.PathOf(name) is not { } path)
        {
            Kept.Add(name);
            return;
        }

        await using var file = PrivateFile.Create(path);
        await content.CopyToAsync(file, cancellation);
        file.Flush(flushToDisk: true);
    }

    private async Task<BackupVerdict> FillDatabaseAsync(BackupReport report, CancellationToken cancellation)
    {
        if (!IsServer && await BackupCheck.BrokenAsync(place.DatabaseBeside, cancellation) is { } broken)
            throw new InstallationException(session.Texts.Format("backup.broken", broken), ExitCode.Findings);
        if (IsServer)
        {
            await using var server = (PostgreSqlDatabase)DatabaseAddress.Open(choice.Database);
            await server.Archive.RestoreAsync(place.DatabaseBeside, cancellation);
        }

        BackupVerdict verdict;
        await using (var database = DatabaseAddress.Open(IsServer ? choice.Database : place.DatabaseBeside))
        {
            await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
            verdict = new(report, await ChainCheck.RunAsync(database, choice.SigningKey, cancellation),
                await StoredFiles.CountMissingAsync(database, name => File.Exists(StoredFiles.PathOf(place.Folders, name)), cancellation));
            var entry = new AuditEntry(time.GetUtcNow(), Environment.UserName, "restore", "installation") { After = $"the backup of {UtcTicks.ToText(report.About.At)}" };
            await database.WriteAsync(
                async writing =>
                {
                    await InstallationRows.RenewAsync(writing, place.Markers, time.GetUtcNow());
                    await AuditRows.AddAsync(writing, entry);
                },
                cancellation);
        }

        place.Finish();
        return verdict;
    }
}
