using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>The files that a database names, by their names in a backup.</summary>
internal static class StoredFiles
{
    /// <summary>Where a file of a backup lies in the folders of an installation.</summary>
    public static string PathOf(InstallationFolders folders, string name)
    {
        var parts = name.Split('/');
        return Path.Combine([folders.All.Single(folder => folder.Kind == parts[0]).Path, .. parts[1..]]);
    }

    /// <summary>How many files are named and not there.</summary>
    public static async Task<long> CountMissingAsync(Database database, Func<string, bool> isThere, CancellationToken cancellation)
    {
        var missing = 0L;
        await database.ReadAsync(
            async session =>
            {
                await foreach (var hash in session.StreamAsync<string>("SELECT DISTINCT hash FROM recording").WithCancellation(cancellation))
                    missing += isThere(InStore(InstallationFolders.RecordingsKind, hash)) ? 0 : 1;
                return true;
            },
            cancellation);
        await using var context = PortalDatabase.Open(database, PortalModules.Model);
        await foreach (var id in context.Set<Attachment>().AsNoTracking().Select(static each => each.Id).AsAsyncEnumerable().WithCancellation(cancellation))
            missing += isThere(InStore(InstallationFolders.AttachmentsKind, AttachmentStore.NameOf(id))) ? 0 : 1;
        await foreach (var key in context.Set<Job>().AsNoTracking().Where(static each => each.FileKey != null).Select(static each => each.FileKey!).AsAsyncEnumerable().WithCancellation(cancellation))
            missing += isThere($"{InstallationFolders.JobFilesKind}/{key}") ? 0 : 1;
        return missing;
    }

    // As FileStore lays them out.
    private static string InStore(string kind, string name) => $"{kind}/{name[..2]}/{name}";
}
