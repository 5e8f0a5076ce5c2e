using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Interactions;
using Qa.Transcription.Speech;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Decides for each piece of a transcript who said it: by what the transcript says, else by the channel on which somebody speaks
/// at that time, or by the person who assigned the speakers of one channel. Where none of these knows, it is not guessed.
/// </summary>
internal sealed class SpeakerAssignment(HeardRecording heard)
{
    private readonly CallData _call = heard.Call;

    /// <returns>All pieces with their roles, or why roles are not known; and which channel is the agent's.</returns>
    public (ImmutableArray<SpokenPiece> Pieces, ChannelLayout Layout, string? Unknown) Assign(Transcript transcript)
    {
        // A name that no piece has tells nothing of who the others are: an engine knows only channels.
        var segments = transcript.Segments.Any(segment => NameOf(segment) is { } name && name == _call.AgentSpeaker)
            ? [.. transcript.Segments.Select(Named)]
            : transcript.Segments;
        return heard.HasTwoSides ? AssignByChannel(segments) : AssignByLabel(segments);
    }

    private static string? NameOf(TranscriptSegment segment) =>
        segment.Speaker.Name ?? segment.Speaker.Channel?.ToString(CultureInfo.InvariantCulture);

    private TranscriptSegment Named(TranscriptSegment segment)
    {
        var name = NameOf(segment);
        return name is null ? segment : segment with { Speaker = SpeakerLabel.OfRole(name == _call.AgentSpeaker ? Role.Agent : Role.Customer) };
    }

    private (ImmutableArray<SpokenPiece>, ChannelLayout, string?) AssignByLabel(ImmutableArray<TranscriptSegment> segments)
    {
        var roles = segments.Select(segment => segment.Speaker.Role ?? heard.Speakers?.RoleIn(segment.Time)).ToList();
        if (roles.TrueForAll(static role => role is not null))
            return ([.. segments.Zip(roles, static (segment, role) => new SpokenPiece(segment, role!.Value, 0))], _call.Layout, null);
        if (heard.Speakers is not null)
            return ([], _call.Layout, NobodyAt(segments[roles.IndexOf(null)].Time));
        var names = segments.Select(static segment => segment.Speaker.Name).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10).ToList();
        var unknown = names.Count == 0
            ? "one channel, and the transcript does not say who speaks: assign the speakers, or import a transcript with roles"
            : $"one channel, and the transcript does not say which of its speakers ({string.Join(", ", names)}) is the agent: name the agent's (--agent-speaker)";
        return ([], _call.Layout, unknown);
    }

    /// <summary>The reason that a recording waits for a person to say who speaks in a stretch.</summary>
    public static string NobodyAt(Stretch time) => string.Create(
        CultureInfo.InvariantCulture,
        $"the speakers are assigned, but none within {SpeakerTimeline.FarthestSeconds:0.#} s of the speech from {time.Start:0.0} to {time.End:0.0} s: assign who speaks there");

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
        var other = new ChannelLayout(1 - _call.Layout.AgentChannel);
        return Agreement(other) > Agreement(_call.Layout) ? other : _call.Layout;

        double Agreement(ChannelLayout layout) => segments
            .Where(static segment => segment.Speaker.Role is Role.Agent or Role.Customer)
            .Sum(segment => SpokenSeconds(layout.ChannelOf(segment.Speaker.Role!.Value), segment.Time));
    }

    private int LouderChannel(IReadOnlyList<TranscriptSegment> segments)
    {
        var (left, right) = (segments.Sum(segment => SpokenSeconds(0, segment.Time)), segments.Sum(segment => SpokenSeconds(1, segment.Time)));
        if (left != right)
            return left > right ? 0 : 1;
        return segments.Sum(segment => Loudness.Of(heard.Frames, 0, segment.Time) - Loudness.Of(heard.Frames, 1, segment.Time)) >= 0 ? 0 : 1;
    }

    private double SpokenSeconds(int channel, Stretch time) => heard.Conversation.Speech
        .Where(segment => segment.Channel == channel)
        .Sum(segment => Math.Max(0, segment.Time.Shared(time)));
}
