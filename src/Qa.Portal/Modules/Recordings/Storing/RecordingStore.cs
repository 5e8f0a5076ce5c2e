using System.Security.Cryptography;

namespace Qa.Portal.Modules.Recordings.Storing;

/// <summary>
/// The originals, byte for byte as they came, each once, found by the hash of what is in it: <c>ab/ab12…</c>. Sealed where the
/// installation has a key. Processes of a cluster share the folder.
/// </summary>
internal sealed class RecordingStore(RecordingStoreSettings settings)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int BufferBytes = 128 * 1024;

    private static readonly TimeSpan LongestStaging = TimeSpan.FromDays(1);

    private string Incoming => Path.Combine(settings.Folder, "incoming");

    /// <summary>Takes a recording in from a stream, to its end.</summary>
    /// <exception cref="RecordingTooLargeException">It is larger than <see cref="RecordingStoreSettings.MaximumBytes"/>; nothing of it is left.</exception>
    public async Task<StagedRecording> StageAsync(Stream source, CancellationToken cancellation)
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
                    throw new RecordingTooLargeException(settings.MaximumBytes);
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

    /// <summary>Puts a staged recording in its place; where the same lies already, it stays.</summary>
    public void Keep(StagedRecording staged)
    {
        var place = PathOf(staged.Hash);
        CreateFolder(Path.GetDirectoryName(place)!);
        if (File.Exists(place))
            File.Delete(staged.Path);
        else
            File.Move(staged.Path, place, overwrite: true);
    }

    /// <summary>The bytes of a recording as they came, from any place on.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or its key is not at hand.</exception>
    public Stream Open(string hash)
    {
        var file = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
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

    /// <summary>A recording as a file that programs can read, for as long as it is held.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public async Task<ReadableRecording> ReadableAsync(string hash, CancellationToken cancellation)
    {
        await using var stream = Open(hash);
        if (stream is FileStream)
            return new(PathOf(hash), isCopy: false);
        var folder = WorkFolder.OfThisProcess;
        CreateFolder(folder);
        var copy = new ReadableRecording(Path.Combine(folder, Guid.NewGuid().ToString("n")), isCopy: true);
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

    private string PathOf(string hash) => Path.Combine(settings.Folder, hash[..2], hash);

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
