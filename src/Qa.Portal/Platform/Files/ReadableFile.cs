namespace Qa.Portal.Platform.Files;

/// <summary>A stored file as a file that programs can read; the opened copy of a sealed one is gone when this is disposed.</summary>
internal sealed class ReadableFile(string path, bool isCopy) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose()
    {
        if (isCopy)
            File.Delete(Path);
    }
}
