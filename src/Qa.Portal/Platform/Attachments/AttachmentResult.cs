namespace Qa.Portal.Platform.Attachments;

/// <summary>What was asked for, or why it is not given.</summary>
/// <param name="Detail">For people: found …, expected ….</param>
internal sealed record AttachmentResult<T>(T? Value, AttachmentRefusal? Refusal, string Detail)
    where T : class
{
    public static implicit operator AttachmentResult<T>(T value) => new(value, null, "");

    public static implicit operator AttachmentResult<T>((AttachmentRefusal Refusal, string Detail) refused) => new(null, refused.Refusal, refused.Detail);
}

/// <summary>Why something is not done with an attachment.</summary>
internal enum AttachmentRefusal
{
    /// <summary>It is not there, or this person is not to know that it is.</summary>
    NotFound,

    /// <summary>The person may see it, and not do this.</summary>
    NotAllowed,

    /// <summary>Name or content is not what is taken.</summary>
    Invalid,

    TooLarge,

    /// <summary>The subject has as many as it may.</summary>
    TooMany,

    /// <summary>The file cannot be read where it lies.</summary>
    Unreadable,
}
