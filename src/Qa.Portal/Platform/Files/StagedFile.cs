namespace Qa.Portal.Platform.Files;

/// <summary>A file that has come whole and lies beside its place until it is known what it is.</summary>
/// <param name="Hash">SHA-256 of its bytes, before any sealing: its identity.</param>
internal sealed record StagedFile(string Path, string Hash, long Bytes)
{
    /// <summary>Throws it away, unless it has been put in its place.</summary>
    public void Discard() => File.Delete(Path);
}
