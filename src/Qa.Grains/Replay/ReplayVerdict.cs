namespace Qa.Grains.Replay;

/// <summary>What came of computing one scorecard again.</summary>
internal readonly record struct ReplayVerdict
{
    private ReplayVerdict(Kind kind, string? reason) => (_kind, Reason) = (kind, reason);

    private enum Kind : byte
    {
        Different,
        Identical,
        Erased,
    }

    private readonly Kind _kind;

    /// <summary>The same to the byte; of erased evidence, to the hash that it had.</summary>
    public static ReplayVerdict Identical { get; } = new(Kind.Identical, null);

    /// <summary>What it was made of was erased, and what stands in its place is what was left: nothing says that it was ever otherwise.</summary>
    public static ReplayVerdict Erased { get; } = new(Kind.Erased, null);

    /// <summary>Why the two differ, or why that cannot be told.</summary>
    public string? Reason { get; }

    public bool IsIdentical => _kind == Kind.Identical;

    public bool IsErased => _kind == Kind.Erased;

    public static implicit operator ReplayVerdict(string reason) => new(Kind.Different, reason);
}
