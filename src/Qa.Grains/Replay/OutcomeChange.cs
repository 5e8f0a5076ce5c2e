namespace Qa.Grains.Replay;

/// <summary>How often one outcome became another. Of a norm that one version does not have, the outcome there is <c>absent</c>.</summary>
[GenerateSerializer, Alias("qa.OutcomeChange")]
public sealed record OutcomeChange(
    [property: Id(0)] string Before,
    [property: Id(1)] string After,
    [property: Id(2)] long Count);
