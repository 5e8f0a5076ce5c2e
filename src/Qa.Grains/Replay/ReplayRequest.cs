namespace Qa.Grains.Replay;

/// <summary>What is computed again: stored scorecards with their own versions, or a period with another version or a draft.</summary>
/// <param name="RuleSet">Only of this set; needed with <paramref name="Version"/> and <paramref name="Draft"/>.</param>
/// <param name="Interaction">Only of this interaction.</param>
/// <param name="Task">Only of this task; not with <paramref name="Version"/> or <paramref name="Draft"/>.</param>
/// <param name="From">Only of interactions that began at this time or later.</param>
/// <param name="To">Only of interactions that began before this time.</param>
/// <param name="Version">The other version: then the impact of it is told. Null to compute the same again.</param>
/// <param name="Baseline">With <paramref name="Version"/> or <paramref name="Draft"/>: what it is compared with, on every interaction that fits; null for what each was scored by last.</param>
/// <param name="Draft">Instead of <paramref name="Version"/>: the id of a draft of the set, which need not have been published.</param>
/// <param name="Sample">With <paramref name="Version"/> or <paramref name="Draft"/>: so many interactions of the period instead of all, 1..<see cref="MaximumSample"/>.</param>
/// <param name="Seed">With <paramref name="Sample"/>: by which they are drawn; see <see cref="SampleDraw"/>. Null has one made, which is then kept.</param>
[GenerateSerializer, Alias("qa.ReplayRequest")]
public sealed record ReplayRequest(
    [property: Id(0)] string? RuleSet = null,
    [property: Id(1)] string? Interaction = null,
    [property: Id(2)] long? Task = null,
    [property: Id(3)] DateTimeOffset? From = null,
    [property: Id(4)] DateTimeOffset? To = null,
    [property: Id(5)] long? Version = null,
    [property: Id(6)] long? Baseline = null,
    [property: Id(7)] string? Draft = null,
    [property: Id(8)] int? Sample = null,
    [property: Id(9)] long? Seed = null)
{
    /// <summary>Largest sample; who wants more asks for all.</summary>
    public const int MaximumSample = 100_000;

    /// <summary>Whether something else than the stored versions is asked.</summary>
    public bool AsksForImpact => Version is not null || Draft is not null;
}
