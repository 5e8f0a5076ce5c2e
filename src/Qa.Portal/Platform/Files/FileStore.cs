using System.Security.Cryptography;

namespace Qa.Portal.Platform.Files;

/// <summary>
/// Files, byte for byte as they came, each found by its name, which begins with two characters that spread evenly: <c>ab/ab12…</c>,
/// mostly the hash of what is in it, so that the same is kept once. Sealed where the installation has a key. Processes of a cluster
/// share the folder. What kind of files a store has is said by a type of its own, so that each finds its store.
/// </summary>
internal class FileStore(FileStoreSettings settings)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int BufferBytes = 128 * 1024;

    private static readonly TimeSpan LongestStaging = TimeSpan.FromDays(1);

    private string Incoming => Path.Combine(settings.Folder, "incoming");

    /// <summary>Takes a file in from a stream, to its end.</summary>
    /// <exception cref="FileTooLargeException">It is larger than <see cref="FileStoreSettings.MaximumBytes"/>; nothing of it is left.</exception>
    public async Task<StagedFile> StageAsync(Stream source, CancellationToken cancellation)
    {
        CreateFolder(Incoming);
        var path = Path.Combine(Incoming, Guid.NewGuid().ToString("n"));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, NewFile());
            await using var writer = settings.Keys is { } keys ? new SealingWriter(file, keys) : null;
            var buffer = new byte[BufferBytes];
            var bytes = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellation)) > 0)
            {
                bytes += read;
                if (bytes > settings.MaximumBytes)
                    throw new FileTooLargeException(settings.MaximumBytes);
                hash.AppendData(buffer, 0, read);
                if (writer is null)
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                else
                    await writer.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            if (writer is not null)
                await writer.FinishAsync(cancellation);
            file.Flush(flushToDisk: true);
            return new(path, Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Puts a staged file in its place, named by its hash; where the same lies already, it stays.</summary>
    public void Keep(StagedFile staged) => Keep(staged, staged.Hash);

    /// <summary>Puts a staged file in the place of a name.</summary>
    public void Keep(StagedFile staged, string name)
    {
        var place = PathOf(name);
        CreateFolder(Path.GetDirectoryName(place)!);
        if (File.Exists(place))
            File.Delete(staged.Path);
        else
            File.Move(staged.Path, place, overwrite: true);
    }

    /// <summary>The bytes of a file as they came, from any place on.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or its key is not at hand.</exception>
    public Stream Open(string name) => OpenAt(PathOf(name));

    /// <summary>The bytes of a file that is not in its place yet.</summary>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public Stream Open(StagedFile staged) => OpenAt(staged.Path);

    /// <summary>Names of the files that were put in their places before some time, in no order.</summary>
    public IEnumerable<string> NamesBefore(DateTimeOffset time) => !Directory.Exists(settings.Folder)
        ? []
        : Directory.EnumerateDirectories(settings.Folder, "??").SelectMany(Directory.EnumerateFiles)
            .Where(path => File.GetLastWriteTimeUtc(path) < time.UtcDateTime).Select(static path => Path.GetFileName(path));

    /// <summary>Removes a file for good; nothing when it is not there.</summary>
    public void Delete(string name)
    {
        if (File.Exists(PathOf(name)))
            File.Delete(PathOf(name));
    }

    /// <summary>A stored file as one that programs can read, for as long as it is held.</summary>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public async Task<ReadableFile> ReadableAsync(string name, CancellationToken cancellation)
    {
        await using var stream = Open(name);
        if (stream is FileStream)
            return new(PathOf(name), isCopy: false);
        var folder = WorkFolder.OfThisProcess;
        CreateFolder(folder);
        var copy = new ReadableFile(Path.Combine(folder, Guid.NewGuid().ToString("n")), isCopy: true);
        try
        {
            await using var file = new FileStream(copy.Path, NewFile());
            await stream.CopyToAsync(file, cancellation);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Removes what a process that ended in the middle left behind.</summary>
    public void Sweep(DateTimeOffset now)
    {
        WorkFolder.Sweep();
        if (!Directory.Exists(Incoming))
            return;
        foreach (var left in Directory.EnumerateFiles(Incoming).Where(path => now - File.GetLastWriteTimeUtc(path) > LongestStaging))
            File.Delete(left);
    }

    private string PathOf(string name) => Path.Combine(settings.Folder, name[..2], name);

    private Stream OpenAt(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        try
        {
            return OpenedStream.Over(file, settings.Keys);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
