namespace Qa.Grains.Erasure;

/// <summary>What a tombstone stands for, by the name that is stored.</summary>
public static class TombstoneKind
{
    /// <summary>What was said, and the customer: a revision of an interaction.</summary>
    public const string Interaction = "interaction";

    /// <summary>The words that a scorecard quotes.</summary>
    public const string Evidence = "evidence";

    /// <summary>The words that a live alert quotes.</summary>
    public const string Alert = "alert";

    /// <summary>The original of a recording.</summary>
    public const string Sound = "sound";

    /// <summary>What belongs to a recording beside its sound: call data, transcript, what was heard.</summary>
    public const string Recording = "recording";

    /// <summary>A file that hung on an interaction.</summary>
    public const string Attachment = "attachment";

    /// <summary>A case of a norm that was made from an interaction.</summary>
    public const string Case = "case";
}
