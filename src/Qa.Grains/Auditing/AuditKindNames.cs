namespace Qa.Grains.Auditing;

/// <summary>Kinds of entries as they are stored, hashed and asked for.</summary>
public static class AuditKindNames
{
    /// <summary>All names, in the order of the kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<AuditKind>().Select(Of)];

    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.Change => "change",
        AuditKind.Read => "read",
        AuditKind.SignIn => "sign-in",
        AuditKind.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no name."),
    };
}
