namespace Qa.Transcription.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("qa-transcription-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string File(string name, byte[] bytes)
    {
        var path = At(name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
