using Qa.Rules.Interactions;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Who speaks at any time of a recording of one channel, made of what a person has said. People mark roughly: what lies beside
/// their marks belongs to the nearest, as long as it is near; farther off, nobody has listened.
/// </summary>
internal sealed class SpeakerTimeline
{
    /// <summary>Farthest from a mark that its speaker is taken to speak, in seconds.</summary>
    public const double FarthestSeconds = 2;

    // INVARIANT: in order, and no two overlap.
    private readonly List<AssignedSpeaker> _runs = [];

    public SpeakerTimeline(IEnumerable<AssignedSpeaker> speakers)
    {
        AssignedSpeaker[] marks = [.. speakers.Where(static each => each.Time.Seconds > 0).OrderBy(static each => each.Time.Start)];
        double[] edges = [.. marks.SelectMany(static each => (double[])[each.Time.Start, each.Time.End]).Distinct().Order()];
        var (next, active) = (0, new List<AssignedSpeaker>());
        foreach (var (from, to) in edges.Zip(edges.Skip(1)))
        {
            active.RemoveAll(each => each.Time.End <= from);
            for (; next < marks.Length && marks[next].Time.Start <= from; next++)
                active.Add(marks[next]);

            // Where marks overlap, who began last speaks: people mark the interruption, not the end of the one interrupted.
            if (active.Count > 0)
                Append(new(new(from, to), active[^1].Role));
        }
    }

    /// <summary>Where the speaker changes, or where nobody is known to speak any more: in order, in seconds.</summary>
    public IEnumerable<double> Borders()
    {
        if (_runs.Count == 0)
            yield break;
        yield return _runs[0].Time.Start - FarthestSeconds;
        foreach (var (before, after) in _runs.Zip(_runs.Skip(1)))
        {
            if (after.Time.Start - before.Time.End > 2 * FarthestSeconds)
            {
                yield return before.Time.End + FarthestSeconds;
                yield return after.Time.Start - FarthestSeconds;
            }
            else if (before.Role != after.Role)
            {
                yield return (before.Time.End + after.Time.Start) / 2;
            }
        }

        yield return _runs[^1].Time.End + FarthestSeconds;
    }

    /// <summary>Who speaks longest in a stretch, else who speaks nearest to it, the earlier where two are as near; null where nobody is near.</summary>
    public Role? RoleIn(Stretch time)
    {
        Span<double> seconds = stackalloc double[Enum.GetValues<Role>().Length];
        var (nearest, distance) = ((Role?)null, FarthestSeconds);
        foreach (var run in _runs)
        {
            var shared = time.Shared(run.Time);
            if (shared > 0)
                seconds[(int)run.Role] += shared;
            else if (-shared < distance || nearest is null && -shared <= distance)
                (nearest, distance) = (run.Role, -shared);
        }

        var longest = 0;
        for (var role = 1; role < seconds.Length; role++)
        {
            if (seconds[role] > seconds[longest])
                longest = role;
        }

        return seconds[longest] > 0 ? (Role)longest : nearest;
    }

    private void Append(AssignedSpeaker run)
    {
        if (_runs.Count > 0 && _runs[^1].Role == run.Role && _runs[^1].Time.End == run.Time.Start)
            _runs[^1] = new(new(_runs[^1].Time.Start, run.Time.End), run.Role);
        else
            _runs.Add(run);
    }
}
