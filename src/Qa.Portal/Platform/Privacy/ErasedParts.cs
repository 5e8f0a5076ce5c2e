namespace Qa.Portal.Platform.Privacy;

/// <summary>What of an interaction is erased: periods end for each part on their own, a request takes all.</summary>
[Flags]
internal enum ErasedParts
{
    None = 0,

    /// <summary>录音: the original, and its wave form.</summary>
    Sound = 1,

    /// <summary>文本: what was said, transcripts, call data, what is searched.</summary>
    Text = 2,

    /// <summary>证据: the words that scorecards and alerts quote.</summary>
    Evidence = 4,

    /// <summary>附件: files that hang on it.</summary>
    Attachments = 8,

    All = Sound | Text | Evidence | Attachments,
}
