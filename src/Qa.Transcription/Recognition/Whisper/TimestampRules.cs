namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// What holds for timestamps in a text (by the definition of openai/whisper): it begins with one; they come in pairs, one that
/// ends a piece and one that begins the next; they never go back; and where a timestamp, whichever, is likelier than every word,
/// a timestamp it is.
/// </summary>
internal sealed record TimestampRules(int FirstTimestamp, int End, int WithoutTimestamps)
{
    /// <summary>Latest beginning of the first piece, as a number of timestamps: 1 s.</summary>
    private const int LatestBeginning = 50;

    /// <summary>Forbids in <paramref name="scores"/> what may not follow the tokens so far (those after the prompt).</summary>
    public void Apply(Span<float> scores, ReadOnlySpan<int> soFar)
    {
        scores[WithoutTimestamps] = TokenScores.Never;
        if (soFar.IsEmpty)
        {
            scores[..FirstTimestamp].Fill(TokenScores.Never);
            if (FirstTimestamp + LatestBeginning + 1 < scores.Length)
                scores[(FirstTimestamp + LatestBeginning + 1)..].Fill(TokenScores.Never);
            return;
        }

        var endsWithOne = IsTimestamp(soFar[^1]);
        var endsWithTwo = endsWithOne && (soFar.Length == 1 || IsTimestamp(soFar[^2]));
        if (endsWithTwo)
            scores[FirstTimestamp..].Fill(TokenScores.Never);
        else if (endsWithOne)
            scores[..End].Fill(TokenScores.Never);
        ForbidGoingBack(scores, soFar, endsWithOne && !endsWithTwo);
        if (IsTimestampLikelier(scores))
            scores[..FirstTimestamp].Fill(TokenScores.Never);
    }

    private bool IsTimestamp(int token) => token >= FirstTimestamp;

    private void ForbidGoingBack(Span<float> scores, ReadOnlySpan<int> soFar, bool mayRepeat)
    {
        for (var index = soFar.Length - 1; index >= 0; index--)
        {
            if (!IsTimestamp(soFar[index]))
                continue;

            // The second of a pair may be equal to the first; a piece that ends where it began has no length.
            var least = soFar[index] + (mayRepeat ? 0 : 1);
            scores[FirstTimestamp..Math.Min(least, scores.Length)].Fill(TokenScores.Never);
            return;
        }
    }

    private bool IsTimestampLikelier(ReadOnlySpan<float> scores)
    {
        var timestamps = TokenScores.LogSum(scores[FirstTimestamp..]);
        if (float.IsNegativeInfinity(timestamps))
            return false;
        var likeliestWord = TokenScores.Never;
        foreach (var score in scores[..FirstTimestamp])
            likeliestWord = Math.Max(likeliestWord, score);
        return timestamps > likeliestWord;
    }
}
