namespace Qa.Grains.Auditing;

/// <summary>What an entry of the audit log tells of. Stored and shown by <see cref="AuditKindNames"/>.</summary>
public enum AuditKind
{
    /// <summary>Something was changed.</summary>
    Change,

    /// <summary>Something sensitive was read: listened to, exported, unmasked.</summary>
    Read,

    /// <summary>Somebody signed in or out, or tried to.</summary>
    SignIn,

    /// <summary>The product did something by itself.</summary>
    System,
}
