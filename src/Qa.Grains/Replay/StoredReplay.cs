namespace Qa.Grains.Replay;

/// <summary>A replay as its grain keeps it.</summary>
[GenerateSerializer, Alias("qa.StoredReplay")]
public sealed record StoredReplay
{
    /// <summary>Null before it was started.</summary>
    [Id(0)]
    public ReplayProgress? Progress { get; init; }
}
