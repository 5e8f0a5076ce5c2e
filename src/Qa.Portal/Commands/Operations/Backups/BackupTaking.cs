using System.Text.Json;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>
/// Takes everything of an installation while it runs: the database as it is at one moment, then the files. A file is in its place before
/// a row names it and never changes, so whatever the copied database names was there, or has been deleted since.
/// </summary>
internal static class BackupTaking
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="folders">Null for the database alone.</param>
    /// <param name="keys">Files of keys that were asked for, by their names in the backup.</param>
    /// <returns>How many files the database names that are not in their folder.</returns>
    public static async Task<long> RunAsync(
        Database database, InstallationFolders? folders, IReadOnlyList<(string Name, string Path)> keys, BackupWriter writer, string actor, TimeProvider time, CancellationToken cancellation)
    {
        // Before an upgrade there may be no place yet for what is asked here, and that is when a backup is wanted most.
        var isOlder = (await database.SchemaStateAsync(PortalModules.Model, cancellation)).Missing.Count > 0;

        // Told before anything leaves: reading all there is does not go unnoticed.
        var entry = new AuditEntry(time.GetUtcNow(), actor, "back up", folders is null ? "database" : "installation") { Kind = AuditKind.Read, Detail = keys.Count > 0 ? "with keys" : "" };
        if (!isOlder)
            await database.WriteAsync(session => AuditRows.AddAsync(session, entry), cancellation);
        var id = isOlder ? null : await database.ReadAsync(InstallationRows.IdAsync, cancellation);
        var about = new BackupAbout(BackupAbout.CurrentSchema, time.GetUtcNow(), database.IsShared ? BackupAbout.PostgreSql : BackupAbout.Sqlite, id ?? "", keys.Count > 0);
        await writer.AddAsync(BackupNames.About, JsonSerializer.SerializeToUtf8Bytes(about, Json), cancellation);
        await AddDatabaseAsync(database, writer, cancellation);
        foreach (var (name, path) in keys)
        {
            if (!await writer.AddFileAsync(name, path, cancellation))
                throw new FileNotFoundException($"{path} is gone", path);
        }

        if (folders is null)
            return 0;
        foreach (var (kind, path) in folders.All.Where(static folder => Directory.Exists(folder.Path)))
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                var name = $"{kind}/{Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')}";

                // The marker of the folder is of this installation, and what is still coming in is not there yet.
                if (BackupNames.HasPlace(name) && !name.StartsWith($"{kind}/incoming/", StringComparison.Ordinal))
                    await writer.AddFileAsync(name, file, cancellation);
            }
        }

        return isOlder ? 0 : await StoredFiles.CountMissingAsync(database, name => File.Exists(StoredFiles.PathOf(folders, name)), cancellation);
    }

    public static BackupAbout? ReadAbout(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupAbout>(json, Json) is { Schema: BackupAbout.CurrentSchema, Database: BackupAbout.Sqlite or BackupAbout.PostgreSql } about ? about : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task AddDatabaseAsync(Database database, BackupWriter writer, CancellationToken cancellation)
    {
        try
        {
            if (database is PostgreSqlDatabase server)
                await server.Archive.BackUpAsync(writer.Scratch, cancellation);
            else
                await ((SqliteDatabase)database).BackUpAsync(writer.Scratch, cancellation);
            await writer.AddFileAsync(database.IsShared ? BackupNames.PostgreSqlDatabase : BackupNames.SqliteDatabase, writer.Scratch, cancellation);
        }
        finally
        {
            File.Delete(writer.Scratch);
        }
    }
}
