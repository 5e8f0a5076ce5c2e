using Qa.Portal.Platform.Files;

namespace Qa.Portal.Platform.Attachments;

/// <summary>
/// The files of attachments, each named by its attachment's id, so that none is shared and one that nobody refers to can go. The folder
/// lies outside of everything that is served.
/// </summary>
internal sealed class AttachmentStore(FileStoreSettings settings) : FileStore(settings)
{
    /// <summary>Largest attachment, in bytes.</summary>
    public const int MaximumBytes = 20 * 1024 * 1024;

    public static string NameOf(Guid attachment) => attachment.ToString("n");
}
