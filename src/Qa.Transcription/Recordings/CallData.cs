using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Recordings;

/// <summary>What is known of a call beside its sound: what the telephone system or the operator says.</summary>
/// <param name="Id">Identity of the interaction that it becomes.</param>
/// <param name="StartedAt">RFC 3339.</param>
/// <param name="AgentSpeaker">Which of a transcript's speakers is the agent, where a person has said so.</param>
public sealed record CallData(
    string Id,
    string StartedAt,
    AgentReference Agent,
    CustomerReference? Customer = null,
    string? BusinessLine = null,
    string? AgentSpeaker = null)
{
    /// <summary>
    /// Who speaks when, where a person has said so for a recording of one channel. Not used where agent and customer have
    /// channels of their own: there the sound knows better.
    /// </summary>
    public ImmutableArray<AssignedSpeaker> Speakers { get; init; } = [];

    public ChannelLayout Layout { get; init; } = ChannelLayout.AgentLeft;

    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.Ordinal);
}
