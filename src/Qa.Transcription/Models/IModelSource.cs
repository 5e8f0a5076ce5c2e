namespace Qa.Transcription.Models;

/// <summary>Where an operator has a model's files: a folder, or an address.</summary>
public interface IModelSource
{
    /// <summary>What tells this source from others.</summary>
    string Name { get; }

    /// <summary>Opens a file from a byte on.</summary>
    /// <returns>Null when it is not there.</returns>
    /// <exception cref="IOException">It is there, and cannot be read.</exception>
    Task<SourceFile?> OpenAsync(string place, long from, CancellationToken cancellation);
}

/// <summary>A file that is being read from a source.</summary>
/// <param name="From">The byte that <paramref name="Content"/> begins with: what was asked for, or 0 where the source cannot go on.</param>
/// <param name="TotalBytes">Of the whole file; null where the source does not say.</param>
public sealed record SourceFile(Stream Content, long From, long? TotalBytes) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
