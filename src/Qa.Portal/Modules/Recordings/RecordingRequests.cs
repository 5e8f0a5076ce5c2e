using System.Collections.Immutable;
using Qa.Portal.Modules.Recordings.Queue;

namespace Qa.Portal.Modules.Recordings;

/// <summary>Who the speakers of a recording are, as a person says it; what is not given stays.</summary>
/// <param name="AgentSpeaker">Which of a transcript's speakers is the agent.</param>
/// <param name="AgentChannel"><c>left</c> or <c>right</c>, of two channels.</param>
/// <param name="Speakers">Who speaks when, of one channel.</param>
internal sealed record SpeakersRequest(string? AgentSpeaker = null, string? AgentChannel = null, StoredCall.SpeakerPart[]? Speakers = null)
{
    private const int MaximumSpeakers = 10_000;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem()
    {
        if ((AgentSpeaker, AgentChannel, Speakers) is (null, null, null))
            return "found nothing, expected agentSpeaker, agentChannel or speakers";
        if (AgentChannel is not (null or "left" or "right"))
            return $"agentChannel: found '{AgentChannel}', expected left or right";
        if (Speakers is not { } speakers)
            return null;
        if (speakers.Length > MaximumSpeakers)
            return FormattableString.Invariant($"speakers: found {speakers.Length}, expected at most {MaximumSpeakers}");
        for (var index = 0; index < speakers.Length; index++)
        {
            var (start, end, role) = speakers[index];
            if (!(start >= 0 && end > start && double.IsFinite(end)))
                return FormattableString.Invariant($"speakers[{index}]: found {start}..{end}, expected 0 <= start < end, in seconds");
            if (role is not (StoredCall.AgentRole or StoredCall.CustomerRole))
                return FormattableString.Invariant($"speakers[{index}].role: found '{role}', expected {StoredCall.AgentRole} or {StoredCall.CustomerRole}");
        }

        return null;
    }

    public StoredCall ApplyTo(StoredCall call) => call with
    {
        AgentSpeaker = AgentSpeaker ?? call.AgentSpeaker,
        AgentChannel = AgentChannel ?? call.AgentChannel,
        Speakers = Speakers?.ToImmutableArray() ?? call.Speakers,
    };
}
