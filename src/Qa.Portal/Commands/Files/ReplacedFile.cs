namespace Qa.Portal.Commands.Files;

/// <summary>
/// A file that is written whole or not at all: under another name in the same folder first, and in its place only when
/// <see cref="Commit"/> is reached. Without it, disposing leaves no trace.
/// </summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _path;
    private readonly string? _temporaryPath;
    private bool _isCommitted;

    private ReplacedFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (IsDevice(_path))
        {
            // /dev/null and its like are written to; a file in their place would be a disaster.
            Stream = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return;
        }

        // A link is written through, as every other program does, not replaced by a file.
        _path = RealPath.Of(Path.GetFullPath(path)) ?? throw new IOException("a circle of links");
        _temporaryPath = $"{_path}.{Path.GetRandomFileName()}.tmp";
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
    }

    public FileStream Stream { get; }

    /// <param name="refusal">Why the file cannot be written, when it cannot; else empty.</param>
    public static ReplacedFile? TryOpen(string path, out string refusal)
    {
        refusal = "";
        try
        {
            if (Directory.Exists(path))
                refusal = "it is a folder";
            else if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                refusal = "its folder does not exist";
            else
                return new(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            refusal = exception.Message;
        }

        return null;
    }

    public void Commit()
    {
        Stream.Flush(flushToDisk: _temporaryPath is not null);
        Stream.Dispose();
        if (_temporaryPath is not null)
            File.Move(_temporaryPath, _path, overwrite: true);
        _isCommitted = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isCommitted && _temporaryPath is not null)
            File.Delete(_temporaryPath);
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
