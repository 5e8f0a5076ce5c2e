namespace Qa.Transcription.Models;

/// <summary>A folder that holds a model's files.</summary>
public sealed class FolderSource(string folder) : IModelSource
{
    public string Name => Path.GetFullPath(folder);

    public Task<SourceFile?> OpenAsync(string place, long from, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, place);
        if (!File.Exists(path))
            return Task.FromResult<SourceFile?>(null);
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        content.Position = Math.Min(from, content.Length);
        return Task.FromResult<SourceFile?>(new(content, content.Position, content.Length));
    }
}
