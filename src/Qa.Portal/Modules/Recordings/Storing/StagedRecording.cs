namespace Qa.Portal.Modules.Recordings.Storing;

/// <summary>A recording that has come whole and lies beside its place until it is known what it is.</summary>
/// <param name="Hash">SHA-256 of its bytes, before any sealing: its identity.</param>
internal sealed record StagedRecording(string Path, string Hash, long Bytes)
{
    /// <summary>Throws it away, unless it has been put in its place.</summary>
    public void Discard() => File.Delete(Path);
}
