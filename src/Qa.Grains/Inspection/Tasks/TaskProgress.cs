using Qa.Grains.Inspection.Leases;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>How far a task has come.</summary>
/// <param name="IsFilled">Whether all its interactions are known; until then <paramref name="Total"/> still grows.</param>
/// <param name="WaitsForOnline">It runs, and its set is offline.</param>
/// <param name="Lease">The version it holds, and until when; null before it has started.</param>
[GenerateSerializer, Alias("qa.TaskProgress")]
public sealed record TaskProgress(
    [property: Id(0)] long Id,
    [property: Id(1)] string RuleSet,
    [property: Id(2)] TaskKind Kind,
    [property: Id(3)] string Title,
    [property: Id(4)] string Author,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] TaskState State,
    [property: Id(7)] bool WaitsForOnline,
    [property: Id(8)] bool IsFilled,
    [property: Id(9)] long Total,
    [property: Id(10)] long Scored,
    [property: Id(11)] long SetAside,
    [property: Id(12)] DateTimeOffset? FinishedAt,
    [property: Id(13)] VersionLease? Lease)
{
    /// <summary>Items that still wait or are being scored; 0 of a cancelled task.</summary>
    public long Open => State == TaskState.Cancelled ? 0 : Total - Scored - SetAside;
}
