using Qa.Transcription.Speech;

namespace Qa.Transcription.Tests.Speech;

/// <summary>What is concluded from frames, on frames that are written down: one character is one frame of 32 ms.</summary>
public sealed class SpeechFinderTests
{
    // # loud speech, + speech 20 dB below, . quiet.
    [Theory]
    [InlineData("speech is found", "....##########....", "4-14")]
    [InlineData("a click is not speech", "....##.....########...", "11-19")]
    [InlineData("a closure inside a word", "..########..########..", "2-20")]
    [InlineData("a pause for breath", "..########..........########..", "2-28")]
    [InlineData("a pause that ends the turn", "..########........................########..", "2-10 34-42")]
    [InlineData("speech to the last frame", ".......########", "7-15")]
    public void Find_OneChannel_GivesRuns(string note, string picture, string expected) =>
        Picture(SpeechFinder.Find(Frames([picture], _ => 0)), 0).Should().Be(expected, note);

    [Theory]
    [InlineData("the other answers in the pause", "..########..........########..", "............######............", "2-10 20-28", "12-18")]
    [InlineData("the other speaks throughout", "..########..........########..", "##############################", "2-28", "0-30")]
    public void Find_TwoChannels_BridgeOnlyWhatNobodyParts(string note, string first, string second, string ofFirst, string ofSecond)
    {
        var speech = SpeechFinder.Find(Frames([first, second], _ => 0));

        Picture(speech, 0).Should().Be(ofFirst, note);
        Picture(speech, 1).Should().Be(ofSecond, note);
    }

    [Theory]
    [InlineData("a quiet copy of the other", 0.8f, "")]
    [InlineData("quiet speech of its own", 0.1f, "2-28")]
    public void Find_QuieterSpeechOnTheOtherChannel_IsALeakWhenItIsAlike(string note, float likeness, string ofSecond)
    {
        var speech = SpeechFinder.Find(Frames(["..##########################..", "..++++++++++++++++++++++++++.."], _ => likeness));

        Picture(speech, 0).Should().Be("2-28", note);
        Picture(speech, 1).Should().Be(ofSecond, note);
    }

    [Fact]
    public void Find_LoudnessOfAMeanSquare_IsInDecibelsOfFullScale() =>
        SpeechFinder.Find(Frames(["...##########..."], _ => 0)).Single().LoudnessDecibels.Should().BeApproximately(-20, 0.01);

    private static SoundFrames Frames(string[] pictures, Func<int, float> likeness) => new(
        [.. pictures.Select(static picture => picture.Select(static mark => mark == '.' ? 0.02f : 0.9f).ToArray())],
        [.. pictures.Select(PowerOf)],
        [.. pictures.Select(PowerOf)],
        pictures.Length == 2 ? [.. pictures[0].Select((_, index) => likeness(index))] : [],
        pictures[0].Length * SoundFrames.FrameSeconds);

    private static float[] PowerOf(string picture) => [.. picture.Select(static mark => mark switch { '#' => 1e-2f, '+' => 1e-4f, _ => 1e-8f })];

    private static string Picture(IReadOnlyList<SpeechSegment> speech, int channel) => string.Join(' ', speech
        .Where(segment => segment.Channel == channel)
        .Select(static segment => FormattableString.Invariant($"{Math.Round(segment.Time.Start / 0.032)}-{Math.Round(segment.Time.End / 0.032)}")));
}
