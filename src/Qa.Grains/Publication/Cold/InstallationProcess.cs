namespace Qa.Grains.Publication.Cold;

/// <summary>A process of the installation.</summary>
/// <param name="Number">In the order of their start, from 1.</param>
/// <param name="SeenAt">Its last beat, by its own clock.</param>
[GenerateSerializer, Alias("qa.InstallationProcess")]
public sealed record InstallationProcess(
    [property: Id(0)] long Number,
    [property: Id(1)] string Host,
    [property: Id(2)] long ProcessId,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset SeenAt);
