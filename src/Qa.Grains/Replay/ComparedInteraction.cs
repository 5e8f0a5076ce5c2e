namespace Qa.Grains.Replay;

/// <summary>An interaction of a period, and by which version it was scored last.</summary>
internal sealed class ComparedInteraction
{
    public string Id { get; init; } = "";

    /// <summary>UTC ticks.</summary>
    public long StartedAt { get; init; }

    public string Agent { get; init; } = "";

    /// <summary>As the interaction names it; null where it names none.</summary>
    public string? AgentGroup { get; init; }

    public byte[] Content { get; init; } = [];

    /// <summary>Null when the set has not scored it.</summary>
    public long? Version { get; init; }
}
