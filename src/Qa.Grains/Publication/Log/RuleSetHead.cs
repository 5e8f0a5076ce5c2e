namespace Qa.Grains.Publication.Log;

/// <summary>The row of a set: the truth of which version is in force.</summary>
/// <param name="Version">In force; null before the first.</param>
/// <param name="Publication">Number of its log entry; null before the first.</param>
/// <param name="LeaseSeconds">How long a task keeps its version, 1..86,400 s.</param>
/// <param name="StateSince">Since when it has been online, or offline.</param>
[GenerateSerializer, Alias("qa.RuleSetHead")]
public sealed record RuleSetHead(
    [property: Id(0)] string RuleSet,
    [property: Id(1)] bool IsOnline,
    [property: Id(2)] long? Version,
    [property: Id(3)] long? Publication,
    [property: Id(4)] long LeaseSeconds,
    [property: Id(5)] DateTimeOffset StateSince)
{
    /// <summary>The lease of a set that was not given another.</summary>
    public const long DefaultLeaseSeconds = 60;

    /// <summary>The longest lease that can be set: a day.</summary>
    public const long MaximumLeaseSeconds = 86_400;
}
