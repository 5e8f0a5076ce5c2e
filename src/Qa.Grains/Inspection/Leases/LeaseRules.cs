using Qa.Grains.Publication.Log;

namespace Qa.Grains.Inspection.Leases;

/// <summary>Which version a task holds (norm-tree.md §6): decided when it starts and at the end of each lease, never between.</summary>
internal static class LeaseRules
{
    /// <param name="current">The task's newest lease; null when it has not started.</param>
    /// <param name="head">Of its set, with a version.</param>
    /// <param name="wholeSetSince">Whether a hot set or a rollback was published after the version that the task holds.</param>
    /// <returns>The lease in force now: <paramref name="current"/> itself, or the next one.</returns>
    public static VersionLease At(VersionLease? current, RuleSetHead head, bool wholeSetSince, DateTimeOffset now)
    {
        if (current is not null && now < current.EndsAt)
            return current;
        var endsAt = now.AddSeconds(head.LeaseSeconds);
        if (current is null)
            return new(1, head.Version!.Value, head.Publication!.Value, now, endsAt, LeaseReason.Start);
        return wholeSetSince
            ? new(current.Number + 1, head.Version!.Value, head.Publication!.Value, now, endsAt, LeaseReason.Publication)
            : new(current.Number + 1, current.Version, current.Publication, now, endsAt, LeaseReason.Renewal);
    }
}
