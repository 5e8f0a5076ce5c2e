using Qa.Transcription.Recordings;

namespace Qa.Transcription.Calls;

/// <summary>What stands for what call data do not say: taken from the file, or configured for the centre.</summary>
/// <param name="StartedAt">RFC 3339.</param>
public sealed record CallDataFallbacks(string Id, string StartedAt, string AgentId)
{
    public ChannelLayout Layout { get; init; } = ChannelLayout.AgentLeft;
}
