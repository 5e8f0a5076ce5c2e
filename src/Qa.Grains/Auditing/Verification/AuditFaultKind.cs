namespace Qa.Grains.Auditing.Verification;

/// <summary>What was found wrong in the audit log.</summary>
public enum AuditFaultKind
{
    /// <summary>An entry says other than what was written.</summary>
    ChangedEntry,

    /// <summary>An entry is gone, or its link is.</summary>
    MissingEntry,

    /// <summary>An entry stands where another one was linked.</summary>
    Reordered,

    /// <summary>A link does not follow the one before it, or was changed.</summary>
    BrokenChain,

    /// <summary>An entry is in no chain and does not wait for one either: it did not come by the product.</summary>
    NeverLinked,

    /// <summary>A seal was changed, does not follow the one before it, or does not close the chains as they are.</summary>
    ForgedSeal,

    /// <summary>A seal is gone.</summary>
    MissingSeal,

    /// <summary>A seal is not signed by whom it should be.</summary>
    WrongSignature,

    /// <summary>The log does not go on from the checkpoint.</summary>
    OtherLog,
}
