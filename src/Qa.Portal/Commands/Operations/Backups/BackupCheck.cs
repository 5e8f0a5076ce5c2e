using Microsoft.Data.Sqlite;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>Verifies a backup without an installation: every part against its sum, and the database by opening a copy of it.</summary>
internal static class BackupCheck
{
    public static async Task<BackupVerdict> RunAsync(string path, CommandTexts texts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("callcenter-verify-");
        try
        {
            var copy = Path.Combine(folder.FullName, "copy");
            var report = await BackupReading.RunAsync(path, new DatabaseReceiver(copy), texts, cancellation);
            if (!report.Holds)
                return new(report, null, 0);
            if (report.About.Database == BackupAbout.PostgreSql)
            {
                await PostgreSqlArchive.CheckAsync(copy, cancellation);
                return new(report, null, 0);
            }

            if (await BrokenAsync(copy, cancellation) is { } broken)
                return new(report with { Findings = [texts.Format("backup.broken", broken)] }, null, 0);
            await using var database = DatabaseAddress.Open(copy);
            await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
            var hasFiles = report.Parts.Keys.Any(static name => !BackupNames.IsDatabase(name) && name != BackupNames.About);
            return new(report, await ChainCheck.RunAsync(database, null, cancellation), hasFiles ? await StoredFiles.CountMissingAsync(database, report.Parts.ContainsKey, cancellation) : 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What SQLite finds wrong with a file; null when nothing.</summary>
    public static async Task<string?> BrokenAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return await command.ExecuteScalarAsync(cancellation) is string answer && answer != "ok" ? answer : null;
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    private sealed class DatabaseReceiver(string copy) : IBackupReceiver
    {
        public void Begin(BackupAbout about)
        {
            // Whatever it is of can be verified.
        }

        public async Task TakeAsync(string name, Stream content, CancellationToken cancellation)
        {
            if (!BackupNames.IsDatabase(name) || File.Exists(copy))
                return;
            await using var file = PrivateFile.Create(copy);
            await content.CopyToAsync(file, cancellation);
        }
    }
}
