using System.Collections.Immutable;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Serving;

/// <summary>
/// Sees to it that all processes of an installation have the same folders. The first one marks them, in the folder and in the database;
/// a later one that finds another folder, an empty one where a disk is not mounted, or that of another installation, does not start.
/// </summary>
internal static class SharedFolders
{
    /// <summary>Marks what is new; finds what is not the installation's.</summary>
    /// <param name="adopts">Takes every folder, whatever it was before.</param>
    public static async Task<ImmutableArray<FolderFinding>> JoinAsync(Database database, InstallationFolders folders, bool adopts, TimeProvider time, CancellationToken cancellation)
    {
        // Committed before any folder is marked: no marker names an installation that was never there.
        var id = await IdentifyAsync(database, time, cancellation);
        return await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(DatabaseLock.Folders, cancellation);
                var tokens = await InstallationRows.TokensAsync(session);
                var findings = ImmutableArray.CreateBuilder<FolderFinding>();
                foreach (var (kind, path) in folders.All)
                {
                    var known = tokens.GetValueOrDefault(kind);
                    var finding = Judge(kind, path, id, known, out var marker);
                    if (finding is null || adopts && finding.Fault != FolderFault.Refused)
                        finding = Mark(path, finding is null && marker is not null ? marker : new(id, kind, Guid.NewGuid().ToString("n")), marker, out marker);
                    if (finding is not null)
                        findings.Add(finding);
                    else if (marker!.Token != known)
                        await TakeAsync(session, marker, path, known is not null, time.GetUtcNow());
                }

                return findings.ToImmutable();
            },
            cancellation);
    }

    /// <summary>What <see cref="JoinAsync"/> would find; nothing is changed.</summary>
    public static Task<ImmutableArray<FolderFinding>> LookAsync(Database database, InstallationFolders folders, CancellationToken cancellation) => database.ReadAsync(
        async session =>
        {
            var id = await InstallationRows.IdAsync(session);
            var tokens = await InstallationRows.TokensAsync(session);
            return folders.All.Select(folder => Judge(folder.Kind, folder.Path, id, tokens.GetValueOrDefault(folder.Kind), out _)).OfType<FolderFinding>().ToImmutableArray();
        },
        cancellation);

    private static Task<string> IdentifyAsync(Database database, TimeProvider time, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            await session.LockAsync(DatabaseLock.Folders, cancellation);
            if (await InstallationRows.IdAsync(session) is { } known)
                return known;
            var id = Guid.NewGuid().ToString("n");
            await InstallationRows.AddAsync(session, id, time.GetUtcNow());
            return id;
        },
        cancellation);

    private static FolderFinding? Judge(string kind, string path, string? installation, string? known, out FolderMarker? marker)
    {
        marker = null;
        try
        {
            marker = FolderMarker.Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(kind, path, FolderFault.Refused, exception.Message);
        }

        if (marker is null)
            return known is null ? null : new(kind, path, Directory.Exists(path) ? FolderFault.Unmarked : FolderFault.Missing);
        if (marker.Installation != installation)
            return new(kind, path, FolderFault.OtherInstallation);
        if (marker.Kind != kind)
            return new(kind, path, FolderFault.OtherKind, marker.Kind);
        return known is null || marker.Token == known ? null : new(kind, path, FolderFault.OtherFolder);
    }

    private static FolderFinding? Mark(string path, FolderMarker wanted, FolderMarker? found, out FolderMarker marked)
    {
        marked = wanted;
        if (wanted == found)
            return null;
        try
        {
            wanted.Write(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(wanted.Kind, path, FolderFault.Refused, exception.Message);
        }
    }

    private static async Task TakeAsync(DatabaseSession session, FolderMarker marker, string path, bool isAnother, DateTimeOffset now)
    {
        await InstallationRows.SetTokenAsync(session, marker.Kind, marker.Token, now);
        if (isAnother)
            await AuditRows.AddAsync(session, new(now, Environment.UserName, "adopt folder", marker.Kind) { Origin = AuditOrigin.CommandLine, After = path });
    }
}
