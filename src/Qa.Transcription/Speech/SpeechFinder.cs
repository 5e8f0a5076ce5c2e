namespace Qa.Transcription.Speech;

/// <summary>Concludes from the frames of a recording where on each channel somebody speaks.</summary>
internal static class SpeechFinder
{
    // Speech begins at this probability and goes on down to that one, as the model's makers advise.
    private const float Begins = 0.5f;
    private const float GoesOn = 0.35f;

    /// <summary>Shortest speech, in frames: 0.19 s. What is shorter is a click or a breath.</summary>
    private const int LeastFrames = 6;

    /// <summary>Shortest speech beside a leak, in frames: the ends of a leak are easily missed.</summary>
    private const int LeastFramesBesideLeak = 13;

    /// <summary>Frames of quiet inside a word: closures of stops are up to a tenth of a second.</summary>
    private const int ClosureFrames = 4;

    /// <summary>Longest pause for breath inside one stretch of speech, in seconds, as long as nobody else begins or ends in it.</summary>
    private const double LongestPause = 0.6;

    /// <returns>The segments of all channels, in order of their start.</returns>
    public static IReadOnlyList<SpeechSegment> Find(SoundFrames frames)
    {
        var found = Enumerable.Range(0, frames.Channels).Select(channel => FindRuns(frames, channel)).ToArray();
        var segments = new List<SpeechSegment>();
        for (var channel = 0; channel < frames.Channels; channel++)
        {
            IReadOnlyList<FrameRun> others = frames.Channels == 2 ? found[1 - channel] : [];
            segments.AddRange(Bridge(found[channel], others).Select(run => ToSegment(frames, channel, run)));
        }

        return [.. segments.OrderBy(static segment => segment.Time.Start).ThenBy(static segment => segment.Channel)];
    }

    private static List<FrameRun> FindRuns(SoundFrames frames, int channel)
    {
        var probability = frames.Probability[channel];
        var leaks = Crosstalk.Find(frames, channel);
        var floor = SpeechEdges.NoiseFloor(probability, frames.RaisedPower[channel]);
        var runs = new List<FrameRun>();
        for (var index = 0; index < probability.Count; index++)
        {
            if (probability[index] < Begins || leaks[index])
                continue;
            var end = index + 1;
            for (var next = end; next < probability.Count && next - end < ClosureFrames && !leaks[next]; next++)
            {
                if (probability[next] >= GoesOn)
                    end = next + 1;
            }

            var isBesideLeak = index > 0 && leaks[index - 1] || end < leaks.Length && leaks[end];
            if (end - index >= (isBesideLeak ? LeastFramesBesideLeak : LeastFrames))
            {
                var before = runs.Count == 0 ? 0 : runs[^1].End;
                var begun = SpeechEdges.ReachBack(index, before, probability, frames.RaisedPower[channel], floor, leaks);
                runs.Add(SpeechEdges.Tighten(new(begun, end), frames.RaisedPower[channel], floor, isBesideLeak));
            }

            index = end - 1;
        }

        return runs;
    }

    /// <summary>
    /// Joins what a pause for breath parts. Where the other begins or ends speaking in the pause it stays: then the pause
    /// tells who spoke when, and joined over it both would seem to speak at once.
    /// </summary>
    private static List<FrameRun> Bridge(List<FrameRun> runs, IReadOnlyList<FrameRun> others)
    {
        var joined = new List<FrameRun>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && CanBridge(joined[^1].End, run.Start, others))
                joined[^1] = joined[^1] with { End = run.End };
            else
                joined.Add(run);
        }

        return joined;
    }

    private static bool CanBridge(int from, int to, IReadOnlyList<FrameRun> others) =>
        (to - from) * SoundFrames.FrameSeconds <= LongestPause
        && !others.Any(other => other.Start >= from && other.Start < to || other.End > from && other.End <= to);

    private static SpeechSegment ToSegment(SoundFrames frames, int channel, FrameRun run)
    {
        var end = Math.Min(run.End * SoundFrames.FrameSeconds, frames.DurationSeconds);
        return new(channel, new(run.Start * SoundFrames.FrameSeconds, end), Loudness.Of(frames, channel, run));
    }
}

/// <summary>Frames from <paramref name="Start"/> up to, and without, <paramref name="End"/>.</summary>
internal readonly record struct FrameRun(int Start, int End);
