using System.Globalization;
using CsCheck;
using Qa.Rules.Interactions;
using Qa.Transcription.Recordings;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Tests.Recordings;

/// <summary>Marks written as <c>A1-5</c> for the agent and <c>C6-9</c> for the customer, in seconds; <c>-</c> for nobody.</summary>
public sealed class SpeakerTimelineTests
{
    [Theory]
    [InlineData("who is marked there", "A0-5 C5-9", "1-4", "A")]
    [InlineData("who speaks longer", "A0-5 C5-9", "3-8", "C")]
    [InlineData("who speaks longer in all", "A0-3 C3-7 A7-10", "0-10", "A")]
    [InlineData("the nearest where none is marked", "A0-3 C6-9", "3.5-4.5", "A")]
    [InlineData("the nearest where none is marked", "A0-3 C6-9", "4.5-5.5", "C")]
    [InlineData("the earlier where both are as near", "A0-3 C6-9", "4-5", "A")]
    [InlineData("just near enough", "A0-3", "5-8", "A")]
    [InlineData("too far", "A0-3", "5.1-8", "-")]
    [InlineData("too far before", "A5-8", "1-2.9", "-")]
    [InlineData("any time that is shared, however little", "A0-3", "2.9-20", "A")]
    [InlineData("who began last, where marks overlap", "A0-10 C3-5", "3-5", "C")]
    [InlineData("who was interrupted goes on", "A0-10 C3-5", "4-8", "A")]
    [InlineData("marks out of order", "C5-9 A0-5", "1-4", "A")]
    [InlineData("a mark that ends before it begins", "A5-1 C0-2", "1-4", "C")]
    [InlineData("no marks", "", "1-4", "-")]
    public void RoleIn_Marks_GiveTheRole(string note, string marks, string time, string expected)
    {
        var role = new SpeakerTimeline(Parse(marks)).RoleIn(StretchOf(time));

        (role switch { Role.Agent => "A", Role.Customer => "C", _ => "-" }).Should().Be(expected, note);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("A1-5", "-1 7")]
    [InlineData("A1-5 C5-9", "-1 5 11")]
    [InlineData("A1-5 C6-9", "-1 5.5 11")]
    [InlineData("A1-5 A6-9", "-1 11")]
    [InlineData("A1-5 C20-30", "-1 7 18 32")]
    [InlineData("A1-5 A20-30", "-1 7 18 32")]
    [InlineData("A0-10 C3-5", "-2 3 5 12")]
    [InlineData("A0-5 C4-8", "-2 4 10")]
    public void Borders_Marks_AreWhereTheSpeakerChanges(string marks, string expected) =>
        string.Join(' ', new SpeakerTimeline(Parse(marks)).Borders().Select(static border => border.ToString(CultureInfo.InvariantCulture))).Should().Be(expected);

    [Fact]
    public void RoleIn_BetweenTwoBorders_IsTheSameForEveryPart() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[1, 80], Gen.Bool).Array[1, 8].Sample(static parts =>
        {
            var timeline = new SpeakerTimeline(parts.Select(static part => new AssignedSpeaker(
                new(part.Item1 / 8.0, (part.Item1 + part.Item2) / 8.0), part.Item3 ? Role.Agent : Role.Customer)));
            double[] edges = [-10, .. timeline.Borders(), 80];

            // Just beside a border, as near counts as either.
            return edges.SequenceEqual(edges.Order()) && edges.Zip(edges.Skip(1)).Where(static part => part.Second - part.First > 0.1).All(part =>
            {
                var (from, to) = (part.First + 0.01, part.Second - 0.01);
                var whole = timeline.RoleIn(new(from, to));
                return Enumerable.Range(0, 10).All(index => timeline.RoleIn(new(from + (to - from) * index / 10, from + (to - from) * (index + 1) / 10)) == whole);
            });
        });

    internal static IEnumerable<AssignedSpeaker> Parse(string marks) => marks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static word => new AssignedSpeaker(StretchOf(word[1..]), word[0] == 'A' ? Role.Agent : Role.Customer));

    private static Stretch StretchOf(string word)
    {
        var edges = word.Split('-').Select(static edge => double.Parse(edge, CultureInfo.InvariantCulture)).ToArray();
        return new(edges[0], edges[1]);
    }
}
