namespace Qa.Portal.Platform.Attachments;

/// <summary>An attachment that is being read.</summary>
/// <param name="Content">Seekable; whoever asked for it disposes it.</param>
internal sealed record OpenedAttachment(Attachment Attachment, Stream Content);
