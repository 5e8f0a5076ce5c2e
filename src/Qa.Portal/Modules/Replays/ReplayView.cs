using Qa.Grains.Replay;

namespace Qa.Portal.Modules.Replays;

/// <summary>A replay as the interface for machines shows it.</summary>
internal sealed record ReplayView(
    Guid Id, ReplayRequest Request, string Author, ReplayState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Total, long Done,
    SamenessReport? Sameness, ImpactReport? Impact, string? Failure, string? TreeHash, string? Engine)
{
    public static ReplayView Of(Guid id, ReplayProgress progress) => new(
        id, progress.Request, progress.Author, progress.State, progress.StartedAt, progress.EndedAt, progress.Total, progress.Done, progress.Sameness,
        progress.Impact, progress.Failure, progress.TreeHash, progress.Engine);
}
