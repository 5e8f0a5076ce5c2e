using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>
/// The empty place that a backup is restored into. It says of itself that it is being filled until it is whole: no server starts in it
/// before, and the next restore clears what an interrupted one left, and nothing else.
/// </summary>
internal sealed class RestorePlace
{
    private readonly DataFolder _data;

    // Of keys that the backup brings: they go with it where it does not hold, as the next one is of other keys.
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    private RestorePlace(DataFolder data, InstallationFolders folders, string? databaseFile, IReadOnlyList<FolderMarker> markers) =>
        (_data, Folders, DatabaseFile, Markers) = (data, folders, databaseFile, markers);

    public InstallationFolders Folders { get; }

    /// <summary>Where a database that is a file comes to lie; null for a server.</summary>
    public string? DatabaseFile { get; }

    /// <summary>Those of the new installation that the copy is.</summary>
    public IReadOnlyList<FolderMarker> Markers { get; }

    /// <summary>Where the database of the backup lies until it is in its place.</summary>
    public string DatabaseBeside => Path.Combine(_data.FullPath, "restoring-database");

    /// <exception cref="InstallationException">Something is there already; it is not touched.</exception>
    public static RestorePlace Prepare(CommandSession session, DataFolder data, InstallationFolders folders, string? databaseFile)
    {
        data.Create();
        var place = new RestorePlace(data, folders, databaseFile, NewMarkers(folders));
        if (File.Exists(data.Restoring))
            place.ClearLeftovers(File.ReadAllLines(data.Restoring));
        var taken = (databaseFile is null ? [] : (string[])[databaseFile]).Where(File.Exists)
            .Concat(folders.All.Select(static folder => folder.Path).Where(static path => Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())).FirstOrDefault();
        if (taken is not null)
            throw new InstallationException(session.Texts.Format("restore.taken", taken), ExitCode.Environment);

        // From here on it is said in the data folder and in each folder, on whatever machine a server would start.
        place.Note();
        foreach (var marker in place.Markers)
            marker.Write(folders.All.Single(folder => folder.Kind == marker.Kind).Path);
        return place;
    }

    /// <summary>Where a part of the backup goes; null where a file lies already that is not to be overwritten.</summary>
    public string? PathOf(string name) => name switch
    {
        BackupNames.SqliteDatabase or BackupNames.PostgreSqlDatabase => DatabaseBeside,
        BackupNames.SigningKey => Key(_data.SigningKey),
        BackupNames.Tokens => Key(_data.Tokens),
        BackupNames.RecordingsKey => Key(Path.Combine(_data.FullPath, "recordings-key")),
        _ => StoredFiles.PathOf(Folders, name),
    };

    /// <summary>It is whole: servers may start.</summary>
    public void Finish()
    {
        if (DatabaseFile is not null)
            File.Move(DatabaseBeside, DatabaseFile);
        else
            File.Delete(DatabaseBeside);
        File.Delete($"{DatabaseBeside}.upgrade-lock");
        File.Delete(_data.Restoring);
    }

    /// <summary>Removes all that was restored.</summary>
    public void Abandon() => ClearLeftovers([Markers[0].Installation, .. _keys]);

    // What is being filled, a line each: the installation, and the keys that came with it.
    private void Note() => File.WriteAllLines(_data.Restoring, [Markers[0].Installation, .. _keys]);

    private void ClearLeftovers(string[] noted)
    {
        var installation = noted is [var first, ..] ? first : "";
        foreach (var file in (string[])[DatabaseBeside, $"{DatabaseBeside}-wal", $"{DatabaseBeside}-shm", $"{DatabaseBeside}.upgrade-lock", .. noted.Skip(1)])
            File.Delete(file);
        foreach (var (_, path) in Folders.All)
        {
            if (Directory.Exists(path) && FolderMarker.Read(path)?.Installation == installation)
                Directory.Delete(path, recursive: true);
        }

        File.Delete(_data.Restoring);
    }

    private static List<FolderMarker> NewMarkers(InstallationFolders folders)
    {
        var installation = Guid.NewGuid().ToString("n");
        return [.. folders.All.Select(folder => new FolderMarker(installation, folder.Kind, Guid.NewGuid().ToString("n")))];
    }

    private string? Key(string path)
    {
        if (File.Exists(path))
            return null;
        if (_keys.Add(path))
            Note();
        return path;
    }
}
