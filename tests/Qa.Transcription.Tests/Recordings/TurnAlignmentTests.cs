using System.Globalization;
using Qa.Rules.Interactions;
using Qa.Transcription.Recordings;
using Qa.Transcription.Speech;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Tests.Recordings;

/// <summary>Speech and transcripts written as <c>start-end</c>, in seconds; A is the agent on channel 0, C the customer on channel 1.</summary>
public sealed class TurnAlignmentTests
{
    [Theory]
    [InlineData("exact", "A1-5 C6-9", "A1-5 C6-9", "A1-5 C6-9")]
    [InlineData("early and late", "A1-5 C6-9", "A0.4-5.8 C5.5-9.9", "A1-5 C6-9")]
    [InlineData("late and early", "A1-5 C6-9", "A1.7-4.3 C6.9-8.2", "A1-5 C6-9")]
    [InlineData("a pause within a piece", "A1-2.2 A3.4-5", "A1.1-5.2", "A1-5")]
    [InlineData("two pieces of one stretch are one turn", "A1-7 C6-9", "A1-3.9 A4-7.1 C6.1-9", "A1-7 C6-9")]
    [InlineData("two stretches are two turns", "A1-3 A4-6", "A1-3.2 A4.1-6", "A1-3 A4-6")]
    [InlineData("the other's stretch between", "A1-3 C3.2-4 A4.2-6", "A1-3 C3-4 A4-6", "A1-3 C3.2-4 A4.2-6")]
    [InlineData("nothing heard there", "A1-3", "A1-3 C10-11", "A1-3 C10-11")]
    [InlineData("far into a stretch of which nothing else was written", "A1-9", "A4-9", "A4-9")]
    [InlineData("a long piece over its neighbour's start", "A1-3 A4-6", "A1-4.2 A4.1-6", "A1-3 A4-6")]
    public void Align_PiecesAndSpeech_GivesHeardTimes(string note, string speech, string pieces, string expected)
    {
        var (conversation, frames) = Hear(speech);
        var spoken = Parse(pieces).Select(static each => new SpokenPiece(
            new(each.Time, "好", default, null), each.Channel == 0 ? Role.Agent : Role.Customer, each.Channel)).ToList();

        var turns = new TurnAlignment(conversation, frames).Align(spoken);

        string.Join(' ', turns.Select(static turn => FormattableString.Invariant(
            $"{(turn.Role == Role.Agent ? 'A' : 'C')}{turn.StartMilliseconds / 1_000.0}-{turn.EndMilliseconds / 1_000.0}"))).Should().Be(expected, note);
    }

    [Fact]
    public void Align_SeveralPieces_JoinsTextsAndWeighsConfidence()
    {
        var (conversation, frames) = Hear("A1-9");
        SpokenPiece[] pieces =
        [
            new(new(new(1, 2), "请说", default, 0.9), Role.Agent, 0),
            new(new(new(2, 4), "OK", default, null), Role.Agent, 0),
            new(new(new(4, 9), "thanks", default, 0.5), Role.Agent, 0),
        ];

        var turn = new TurnAlignment(conversation, frames).Align(pieces).Single();

        turn.Text.Should().Be("请说OK thanks");
        turn.Confidence.Should().Be(0.6m);
        turn.LoudnessMillibels.Should().Be(-2_000);
    }

    private static (Conversation Conversation, SoundFrames Frames) Hear(string speech)
    {
        var segments = Parse(speech).Select(static each => new SpeechSegment(each.Channel, each.Time, -20)).ToList();
        float[] power = [.. Enumerable.Repeat(0.01f, 1_000)];
        return (Conversation.Of(segments), new([power, power], [power, power], [power, power], power, 32));
    }

    private static IEnumerable<(int Channel, Stretch Time)> Parse(string picture) => picture.Split(' ').Select(static word =>
    {
        var edges = word[1..].Split('-').Select(static edge => double.Parse(edge, CultureInfo.InvariantCulture)).ToArray();
        return (word[0] == 'A' ? 0 : 1, new Stretch(edges[0], edges[1]));
    });
}
