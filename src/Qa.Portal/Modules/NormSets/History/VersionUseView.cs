using Qa.Grains.Inspection.Leases;

namespace Qa.Portal.Modules.NormSets.History;

/// <summary>Where a version is in use, as the interface for machines shows it.</summary>
internal sealed record VersionUseView(
    string RuleSet, long Version, DateTimeOffset? FirstHeldAt, IReadOnlyList<VersionUseView.Process> Processes, IReadOnlyList<VersionUseView.Task> OlderTasks)
{
    public static VersionUseView Of(VersionUseSight sight) => new(
        sight.RuleSet, sight.Version, sight.FirstHeldAt, [.. sight.Processes.Select(Process.Of)], [.. sight.OlderTasks.Select(static task => new Task(task.Task, task.Title, task.Version!.Value, task.EndTime))]);

    /// <param name="IsSeen">Whether it gave a sign of life just now.</param>
    /// <param name="FirstUsedAt">Null where it has not scored by the version yet.</param>
    internal sealed record Process(long Number, string Host, long ProcessId, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsSeen, DateTimeOffset? FirstUsedAt)
    {
        public static Process Of(VersionUse use) =>
            new(use.Process.Number, use.Process.Host, use.Process.ProcessId, use.Process.StartedAt, use.Process.SeenAt, use.IsSeen, use.FirstUsedAt);
    }

    /// <param name="EndsAt">When its lease ends, and with it the version of a task that a whole set was published for since.</param>
    internal sealed record Task(long Id, string Title, long Version, DateTimeOffset? EndsAt);
}
