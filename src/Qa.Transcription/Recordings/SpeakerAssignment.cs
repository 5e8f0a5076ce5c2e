using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Transcription.Speech;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Decides for each piece of a transcript who said it: by what the transcript says, else by the channel on which somebody speaks
/// at that time. With one channel and no labels nobody can know, and it is not guessed.
/// </summary>
internal sealed class SpeakerAssignment(Conversation conversation, SoundFrames frames, bool hasTwoSides, CallData call)
{
    /// <returns>All pieces with their roles, or why roles are not known; and which channel is the agent's.</returns>
    public (ImmutableArray<SpokenPiece> Pieces, ChannelLayout Layout, string? Unknown) Assign(Transcript transcript)
    {
        var segments = call.AgentSpeaker is null ? transcript.Segments : [.. transcript.Segments.Select(Named)];
        return hasTwoSides ? AssignByChannel(segments) : AssignByLabel(segments);
    }

    private TranscriptSegment Named(TranscriptSegment segment)
    {
        var name = segment.Speaker.Name ?? segment.Speaker.Channel?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name is null ? segment : segment with { Speaker = SpeakerLabel.OfRole(name == call.AgentSpeaker ? Role.Agent : Role.Customer) };
    }

    private (ImmutableArray<SpokenPiece>, ChannelLayout, string?) AssignByLabel(ImmutableArray<TranscriptSegment> segments)
    {
        if (segments.All(static segment => segment.Speaker.Role is not null))
            return ([.. segments.Select(static segment => new SpokenPiece(segment, segment.Speaker.Role!.Value, 0))], call.Layout, null);
        var names = segments.Select(static segment => segment.Speaker.Name).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10).ToList();
        var unknown = names.Count == 0
            ? "one channel, and the transcript does not say who speaks: assign the speakers, or import a transcript with roles"
            : $"one channel, and the transcript does not say which of its speakers ({string.Join(", ", names)}) is the agent: name the agent's (--agent-speaker)";
        return ([], call.Layout, unknown);
    }

    private (ImmutableArray<SpokenPiece>, ChannelLayout, string?) AssignByChannel(ImmutableArray<TranscriptSegment> segments)
    {
        var ofName = segments.Where(static segment => segment.Speaker.Name is not null)
            .GroupBy(static segment => segment.Speaker.Name!, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, group => LouderChannel([.. group]), StringComparer.Ordinal);
        var layout = LayoutOf(segments);
        var pieces = segments.Select(segment =>
        {
            var channel = segment.Speaker switch
            {
                { Role: { } role } => layout.ChannelOf(role),
                { Channel: { } number } => number,
                { Name: { } name } => ofName[name],
                _ => LouderChannel([segment]),
            };
            return new SpokenPiece(segment, segment.Speaker.Role ?? layout.RoleOf(channel), channel);
        });
        return ([.. pieces], layout, null);
    }

    /// <summary>Where a transcript names roles, and they are heard on the other channels than configured, the transcript is right.</summary>
    private ChannelLayout LayoutOf(ImmutableArray<TranscriptSegment> segments)
    {
        var other = new ChannelLayout(1 - call.Layout.AgentChannel);
        return Agreement(other) > Agreement(call.Layout) ? other : call.Layout;

        double Agreement(ChannelLayout layout) => segments
            .Where(static segment => segment.Speaker.Role is Role.Agent or Role.Customer)
            .Sum(segment => SpokenSeconds(layout.ChannelOf(segment.Speaker.Role!.Value), segment.Time));
    }

    private int LouderChannel(IReadOnlyList<TranscriptSegment> segments)
    {
        var (left, right) = (segments.Sum(segment => SpokenSeconds(0, segment.Time)), segments.Sum(segment => SpokenSeconds(1, segment.Time)));
        if (left != right)
            return left > right ? 0 : 1;
        return segments.Sum(segment => Loudness.Of(frames, 0, segment.Time) - Loudness.Of(frames, 1, segment.Time)) >= 0 ? 0 : 1;
    }

    private double SpokenSeconds(int channel, Stretch time) => conversation.Speech
        .Where(segment => segment.Channel == channel)
        .Sum(segment => Math.Max(0, segment.Time.Shared(time)));
}
