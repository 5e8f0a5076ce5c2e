using Qa.Grains.Storage;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>The folders: whether they are the installation's, can be written, and have room.</summary>
internal static class FolderChecks
{
    private const long Gibibyte = 1L << 30;

    // A day of recordings of a large centre is some tens of GiB; a full disk loses what comes in.
    private const long RoomToSee = 20 * Gibibyte;
    private const long LeastRoom = 2 * Gibibyte;

    public static async Task<IReadOnlyList<CheckFinding>> MarkersAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        var findings = await SharedFolders.LookAsync(database, subject.Folders, cancellation);
        return findings.IsEmpty
            ? [subject.Good("folders", "doctor.folders")]
            : [.. findings.Select(finding => new CheckFinding("folders", CheckState.Bad, FolderOptions.Sentence(subject.Texts, finding)))];
    }

    public static IEnumerable<CheckFinding> Writable(CheckSubject subject)
    {
        foreach (var folder in Folders(subject).Where(Directory.Exists))
        {
            var refusal = RefusalOf(folder);
            yield return refusal is null ? subject.Good("writable", "doctor.writable", folder) : subject.Bad("writable", "doctor.notWritable", folder, refusal);
        }
    }

    public static IEnumerable<CheckFinding> Room(CheckSubject subject)
    {
        // Folders of one disk are one finding.
        var drives = Folders(subject).Where(Directory.Exists).Select(static folder => (Folder: folder, Drive: new DriveInfo(folder)))
            .DistinctBy(static each => (each.Drive.TotalSize, each.Drive.AvailableFreeSpace));
        foreach (var (folder, drive) in drives)
        {
            var free = FormattableString.Invariant($"{drive.AvailableFreeSpace / (double)Gibibyte:F1}");
            yield return drive.AvailableFreeSpace < LeastRoom ? subject.Bad("room", "doctor.roomShort", folder, free)
                : drive.AvailableFreeSpace < RoomToSee ? subject.Warning("room", "doctor.roomShort", folder, free)
                : subject.Good("room", "doctor.room", folder, free);
        }
    }

    private static IEnumerable<string> Folders(CheckSubject subject) => [subject.Choice.Data.FullPath, .. subject.Folders.All.Select(static folder => folder.Path)];

    private static string? RefusalOf(string folder)
    {
        var probe = Path.Combine(folder, $".callcenter-probe-{Guid.NewGuid():n}");
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(1);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
