namespace Qa.Grains.Auditing;

/// <summary>Who did what, when, from where, to what, and how that was before and after. It holds nothing that customers said.</summary>
/// <param name="Action">A few words: <c>publish hot-set</c>.</param>
/// <param name="Subject">What it was done to: <c>standard@3</c>.</param>
/// <param name="Detail">What else is to be said, as a note of who did it.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail = "")
{
    /// <summary>Longest name of an actor, in characters; what is longer is cut, and says so.</summary>
    public const int MaximumActorLength = 200;

    /// <inheritdoc cref="MaximumActorLength"/>
    public const int MaximumActionLength = 100;

    /// <inheritdoc cref="MaximumActorLength"/>
    public const int MaximumSubjectLength = 1_000;

    /// <summary>Longest of each of before, after and detail, in characters.</summary>
    public const int MaximumTextLength = 16_000;

    public AuditKind Kind { get; init; } = AuditKind.Change;

    /// <summary>See <see cref="AuditOrigin"/>; that of the work in which the entry is made, unless said otherwise.</summary>
    public string Origin { get; init; } = AuditOrigin.Current;

    /// <summary>Null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>Null where nothing is left.</summary>
    public string? After { get; init; }

    /// <summary>The entry in texts that both databases give back as they were, within their bounds.</summary>
    public AuditEntry Cleaned() => this with
    {
        Actor = AuditText.Clean(Actor, MaximumActorLength),
        Action = AuditText.Clean(Action, MaximumActionLength),
        Subject = AuditText.Clean(Subject, MaximumSubjectLength),
        Detail = AuditText.Clean(Detail, MaximumTextLength),
        Origin = AuditText.Clean(Origin, AuditOrigin.MaximumLength),
        Before = Before is null ? null : AuditText.Clean(Before, MaximumTextLength),
        After = After is null ? null : AuditText.Clean(After, MaximumTextLength),
    };
}
