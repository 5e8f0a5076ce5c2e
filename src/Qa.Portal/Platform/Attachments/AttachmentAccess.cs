namespace Qa.Portal.Platform.Attachments;

/// <summary>What a person may do with the attachments of one subject.</summary>
[Flags]
internal enum AttachmentAccess
{
    /// <summary>Nothing, and not even know that the subject is there; also where it is not.</summary>
    None = 0,

    Read = 1,

    Add = 2,

    Delete = 4,

    All = Read | Add | Delete,
}
