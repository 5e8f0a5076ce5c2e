namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Makes the raw scores at one place of a text into logarithms of probabilities of what may stand there.</summary>
internal sealed class ScoreFilter(WhisperModel model)
{
    private readonly TimestampRules _timestamps = new(model.Vocabulary.FirstTimestamp, model.Vocabulary.End, model.Vocabulary.WithoutTimestamps);

    /// <param name="soFar">The tokens after the prompt.</param>
    public void Apply(Span<float> scores, ReadOnlySpan<int> soFar)
    {
        TokenScores.Suppress(scores, model.Config.Suppressed.AsSpan());
        if (soFar.IsEmpty)
            TokenScores.Suppress(scores, model.Config.SuppressedFirst.AsSpan());
        TokenScores.ToLogProbabilities(scores);
        _timestamps.Apply(scores, soFar);
        TokenScores.ToLogProbabilities(scores);
    }
}
