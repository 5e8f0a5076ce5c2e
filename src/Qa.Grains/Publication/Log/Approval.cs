namespace Qa.Grains.Publication.Log;

/// <summary>Somebody other than its author found a change right (批准).</summary>
[GenerateSerializer, Alias("qa.Approval")]
public sealed record Approval([property: Id(0)] string By, [property: Id(1)] DateTimeOffset At);
