using System.Globalization;

namespace Qa.Portal.Platform.Jobs;

/// <summary>
/// The files that jobs leave, in a folder that no web server serves and only the installation's account may read. Each attempt writes a
/// file of its own; the job's row names the one that counts. Processes of a cluster share the folder.
/// </summary>
/// <param name="folder">Made when it is first needed.</param>
internal sealed class JobFiles(string folder)
{
    private const int BufferBytes = 128 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file of a job, to be written.</summary>
    public (string Key, FileStream File) Create(long job)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var key = FormattableString.Invariant($"{job}-{Guid.NewGuid():n}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = BufferBytes, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return (key, new FileStream(PathOf(key), options));
    }

    /// <summary>Null when it is not there.</summary>
    public FileStream? Open(string key)
    {
        try
        {
            // It may be deleted while somebody downloads it.
            return new(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Nothing when it is not there.</summary>
    public void Delete(string key)
    {
        if (File.Exists(PathOf(key)))
            File.Delete(PathOf(key));
    }

    /// <summary>Files that were last written before some time, and whose they are.</summary>
    public IEnumerable<(string Key, long Job)> WrittenBefore(DateTimeOffset moment)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            var dash = file.Name.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && long.TryParse(file.Name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var job) && file.LastWriteTimeUtc < moment.UtcDateTime)
                yield return (file.Name, job);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key);
}
