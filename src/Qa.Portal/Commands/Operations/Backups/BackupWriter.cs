using System.Formats.Tar;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>
/// Writes a backup, as a folder or as one tar file, beside its place: only what is whole is put in it, under a manifest of all that was
/// written. What was cut off is removed, or by the next backup to the same place.
/// </summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private const string TarEnding = ".tar";
    private const string UnfinishedEnding = ".unfinished";

    private readonly string _target;
    private readonly string _beside;
    private readonly TarWriter? _tar;
    private readonly List<BackupEntry> _entries = [];
    private bool _isCommitted;

    /// <param name="target">A folder, or a file that ends in .tar; neither is there yet.</param>
    public BackupWriter(string target)
    {
        _target = Path.GetFullPath(target);
        _beside = _target + UnfinishedEnding;
        Discard();
        if (_target.EndsWith(TarEnding, StringComparison.OrdinalIgnoreCase))
            _tar = new TarWriter(PrivateFile.Create(_beside), TarEntryFormat.Pax, leaveOpen: false);
        else
            PrivateFile.CreateFolder(_beside);
    }

    /// <summary>Where a copy of the database may lie until it is added: on the disk that has to have room for it anyway.</summary>
    public string Scratch => _target + ".copying";

    public long Bytes => _entries.Sum(static entry => entry.Bytes);

    public int Parts => _entries.Count;

    /// <summary>Adds a file, as long as it is now.</summary>
    /// <returns>False where it is gone: the installation deleted it meanwhile.</returns>
    public async Task<bool> AddFileAsync(string name, string path, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        await using (file)
            _entries.Add(await WriteAsync(name, file, file.Length, cancellation));
        return true;
    }

    public async Task AddAsync(string name, byte[] content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content);
        _entries.Add(await WriteAsync(name, stream, content.Length, cancellation));
    }

    /// <summary>Closes it with its manifest, and puts it in its place.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        var manifest = BackupManifest.Write(_entries);
        using (var stream = new MemoryStream(manifest))
            await WriteAsync(BackupNames.Manifest, stream, manifest.Length, cancellation);
        if (_tar is not null)
        {
            await _tar.DisposeAsync();
            File.Move(_beside, _target, overwrite: false);
        }
        else
        {
            Directory.Move(_beside, _target);
        }

        _isCommitted = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isCommitted)
            return;
        if (_tar is not null)
            await _tar.DisposeAsync();
        Discard();
    }

    private async Task<BackupEntry> WriteAsync(string name, Stream content, long length, CancellationToken cancellation)
    {
        using var measured = new MeasuredStream(content, length);
        if (_tar is not null)
        {
            await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = measured, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, cancellation);
        }
        else
        {
            await using var file = PrivateFile.Create(Path.Combine([_beside, .. name.Split('/')]));
            await measured.CopyToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
        }

        return measured.Entry(name);
    }

    private void Discard()
    {
        File.Delete(Scratch);
        if (Directory.Exists(_beside))
            Directory.Delete(_beside, recursive: true);
        else
            File.Delete(_beside);
    }
}
