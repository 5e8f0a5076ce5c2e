using CsCheck;
using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

public sealed class TokenScoresTests
{
    [Fact]
    public void ToLogProbabilities_AnyScores_SumToOne() => Gen.Float[-50, 50].Array[1, 300].Sample(static scores =>
    {
        TokenScores.ToLogProbabilities(scores);
        return Math.Abs(scores.Sum(static score => Math.Exp(score)) - 1) < 1e-4;
    });

    [Fact]
    public void Draw_ManyTimes_FollowsTheTemperature()
    {
        float[] scores = [MathF.Log(0.7f), MathF.Log(0.2f), MathF.Log(0.1f), TokenScores.Never];
        foreach (var temperature in new[] { 1.0, 0.5 })
        {
            var random = new Random(1);
            var drawn = Enumerable.Range(0, 20_000).Select(_ => TokenScores.Draw(scores, temperature, random)).ToLookup(static token => token);
            double[] weights = [.. new[] { 0.7, 0.2, 0.1, 0 }.Select(probability => Math.Pow(probability, 1 / temperature))];
            for (var token = 0; token < scores.Length; token++)
                (drawn[token].Count() / 20_000.0).Should().BeApproximately(weights[token] / weights.Sum(), 0.015);
        }
    }
}
