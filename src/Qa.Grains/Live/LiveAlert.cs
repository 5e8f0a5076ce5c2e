namespace Qa.Grains.Live;

/// <summary>A violation that was found while the conversation went on (事中质检告警).</summary>
/// <param name="Number">In the order in which alerts were raised; 0 until it is stored.</param>
/// <param name="NormPath">The norm's ids from the top, joined by <c>/</c>.</param>
/// <param name="Start">Of the evidence in the turn's text, in UTF-16 units.</param>
/// <param name="Text">The original text covered.</param>
[GenerateSerializer, Alias("qa.LiveAlert")]
public sealed record LiveAlert(
    [property: Id(0)] long Number,
    [property: Id(1)] string Interaction,
    [property: Id(2)] string Agent,
    [property: Id(3)] string? AgentGroup,
    [property: Id(4)] string RuleSet,
    [property: Id(5)] long Version,
    [property: Id(6)] string NormPath,
    [property: Id(7)] string NormName,
    [property: Id(8)] bool IsVeto,
    [property: Id(9)] int Turn,
    [property: Id(10)] int Start,
    [property: Id(11)] int Length,
    [property: Id(12)] string Text,
    [property: Id(13)] DateTimeOffset RaisedAt);
