namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>What tells that a file is the one that was looked at before.</summary>
/// <param name="ModifiedAt">UTC ticks.</param>
internal readonly record struct FileStamp(long Bytes, long ModifiedAt)
{
    /// <summary>The stamp of a file; null when it is gone meanwhile.</summary>
    public static FileStamp? Of(FileInfo file)
    {
        try
        {
            return new(file.Length, file.LastWriteTimeUtc.Ticks);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
