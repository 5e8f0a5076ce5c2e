using System.Numerics.Tensors;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>What is done with the scores of all tokens at one place of a text.</summary>
internal static class TokenScores
{
    public const float Never = float.NegativeInfinity;

    /// <summary>Makes scores into logarithms of probabilities, in place.</summary>
    public static void ToLogProbabilities(Span<float> scores)
    {
        var sum = LogSum(scores);
        TensorPrimitives.Subtract(scores, sum, scores);
    }

    /// <summary>The logarithm of the sum of the scores' exponentials; minus infinity where none is possible.</summary>
    public static float LogSum(ReadOnlySpan<float> scores)
    {
        if (scores.IsEmpty)
            return Never;
        var greatest = TensorPrimitives.Max(scores);
        if (float.IsNegativeInfinity(greatest))
            return Never;
        var sum = 0.0;
        foreach (var score in scores)
            sum += Math.Exp(score - greatest);
        return (float)(greatest + Math.Log(sum));
    }

    public static void Suppress(Span<float> scores, ReadOnlySpan<int> tokens)
    {
        foreach (var token in tokens)
        {
            if (token < scores.Length)
                scores[token] = Never;
        }
    }

    /// <summary>Draws a token by chance, the likelier ones more often, the more so the lower the temperature.</summary>
    public static int Draw(ReadOnlySpan<float> logProbabilities, double temperature, Random random)
    {
        var greatest = TensorPrimitives.Max(logProbabilities);
        var sum = 0.0;
        foreach (var value in logProbabilities)
            sum += Math.Exp((value - greatest) / temperature);
        var drawn = random.NextDouble() * sum;
        for (var token = 0; token < logProbabilities.Length; token++)
        {
            drawn -= Math.Exp((logProbabilities[token] - greatest) / temperature);
            if (drawn < 0)
                return token;
        }

        // Rounding left a little: the likeliest.
        return TensorPrimitives.IndexOfMax(logProbabilities);
    }
}
