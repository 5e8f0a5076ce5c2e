using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

/// <summary>
/// A vocabulary of two words (a, b), the end (e), "no timestamps" (n), and timestamps (0 to 9, then more). A text so far, and
/// which tokens may follow when all words are likelier than all timestamps together.
/// </summary>
public sealed class TimestampRulesTests
{
    private const string Names = "aben0123456789";
    private const int FirstTimestamp = 4;

    private static readonly TimestampRules Rules = new(FirstTimestamp, End: 2, WithoutTimestamps: 3);

    [Theory]
    [InlineData("a text begins with a timestamp", "", "0123456789")]
    [InlineData("after the first timestamp comes a word or the end", "0", "abe")]
    [InlineData("words may be followed by words, the end and later timestamps", "0a", "abe123456789")]
    [InlineData("a timestamp that ends a piece is followed by the next one's, by the same, or by the end", "0a3", "e3456789")]
    [InlineData("a pair is followed by words", "0a33", "abe")]
    [InlineData("a pair is followed by words, also when it is not equal", "0a35", "abe")]
    [InlineData("timestamps never go back", "0a35b", "abe6789")]
    [InlineData("nothing is after the last", "0a99b", "abe")]
    public void Apply_WordsLikelier_AllowsWhatMayFollow(string note, string soFar, string allowed) =>
        Allowed(soFar, static token => token < FirstTimestamp ? 10 : 0).Should().Be(allowed, note);

    [Fact]
    public void Apply_TimestampsTogetherLikelierThanAnyWord_OneOfThemItIs() =>
        Allowed("0a", static token => token < FirstTimestamp ? 1 : 0).Should().Be("123456789");

    [Fact]
    public void Apply_FirstTimestamp_IsWithinTheFirstSecond()
    {
        var scores = new float[FirstTimestamp + 1_501];

        Rules.Apply(scores, []);

        scores.Index().Where(static pair => !float.IsNegativeInfinity(pair.Item)).Select(static pair => pair.Index).Should().Equal(Enumerable.Range(FirstTimestamp, 51));
    }

    private static string Allowed(string soFar, Func<int, float> score)
    {
        float[] scores = [.. Enumerable.Range(0, Names.Length).Select(score)];
        Rules.Apply(scores, soFar.Select(static name => Names.IndexOf(name, StringComparison.Ordinal)).ToArray());
        return string.Concat(Names.Where((_, token) => !float.IsNegativeInfinity(scores[token])));
    }
}
