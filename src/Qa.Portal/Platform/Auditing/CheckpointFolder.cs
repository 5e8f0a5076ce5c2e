namespace Qa.Portal.Platform.Auditing;

/// <summary>Where signed checkpoints of the logs are kept outside the database.</summary>
/// <param name="folder">Null where none are kept.</param>
internal sealed class CheckpointFolder(string? folder)
{
    /// <summary>When the newest one there was written; null without any, or where the folder cannot be read.</summary>
    public DateTimeOffset? LastWrittenAt()
    {
        try
        {
            return folder is null ? null : new DirectoryInfo(folder).EnumerateFiles("checkpoint-*.json").Select(static file => (DateTimeOffset?)new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)).Max();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
