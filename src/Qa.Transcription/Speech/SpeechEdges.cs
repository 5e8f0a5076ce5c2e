namespace Qa.Transcription.Speech;

/// <summary>
/// Sets the beginning and the end of speech where its sound is. The voice model has a memory and lets go late, by up to a
/// quarter of a second in noise; there the power (with the highs raised) has already fallen to what it is between the words.
/// </summary>
internal static class SpeechEdges
{
    // Most that an edge is moved, in frames: 0.26 s. What is further inside is part of the speech, however faint.
    private const int MostFrames = 8;

    private const float Quiet = 0.1f;

    // Ratios of power: 3 dB above the noise, 30 dB below the speech.
    private const double AboveNoise = 2;
    private const double BelowSpeech = 0.001;

    // Beside a leak, whose ends are easily missed, what is 12 dB below the speech is the rest of the leak, up to half a second of it.
    private const double BelowSpeechBesideLeak = 0.06;
    private const int MostFramesBesideLeak = 16;

    // A frame more is kept at each edge: what begins or ends softly is speech too.
    private const int KeptFrames = 1;

    // In noise the model may take long to be sure of a voice: up to 0.8 s before that, what it does not rule out and what is 6 dB above the noise
    // is the beginning of the speech, with closures of words in between.
    private const int MostFramesBack = 25;
    private const int ClosureFrames = 4;
    private const float NotRuledOut = 0.1f;
    private const double WellAboveNoise = 4;

    /// <summary>The median power where nobody speaks; 0 where somebody always does.</summary>
    public static double NoiseFloor(IReadOnlyList<float> probability, IReadOnlyList<float> power)
    {
        var quiet = new List<float>();
        for (var index = 0; index < probability.Count; index++)
        {
            if (probability[index] < Quiet)
                quiet.Add(power[index]);
        }

        quiet.Sort();
        return quiet.Count == 0 ? 0 : quiet[quiet.Count / 2];
    }

    /// <summary>Where speech really began that the model is sure of from a frame on.</summary>
    /// <param name="before">Frames before this one belong to other speech.</param>
    public static int ReachBack(int sure, int before, IReadOnlyList<float> probability, IReadOnlyList<float> power, double floor, IReadOnlyList<bool> leaks)
    {
        var start = sure;
        for (var index = sure - 1; index >= before && sure - index <= MostFramesBack && start - index <= ClosureFrames && !leaks[index]; index--)
        {
            if (probability[index] >= NotRuledOut && power[index] >= floor * WellAboveNoise)
                start = index;
        }

        return start;
    }

    public static FrameRun Tighten(FrameRun run, IReadOnlyList<float> power, double floor, bool isBesideLeak)
    {
        var most = isBesideLeak ? MostFramesBesideLeak : MostFrames;
        var mean = 0.0;
        for (var index = run.Start; index < run.End; index++)
            mean += power[index] / (run.End - run.Start);
        var faint = Math.Max(floor * AboveNoise, mean * (isBesideLeak ? BelowSpeechBesideLeak : BelowSpeech));
        if (faint >= mean)
            return run;
        var (start, end) = (run.Start, run.End);
        while (start < end - 1 && start - run.Start < most && power[start] < faint)
            start++;
        while (end > start + 1 && run.End - end < most && power[end - 1] < faint)
            end--;
        return new(Math.Max(run.Start, start - KeptFrames), Math.Min(run.End, end + KeptFrames));
    }
}
