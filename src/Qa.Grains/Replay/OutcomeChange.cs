using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>How often one outcome became another. Of a norm that one version does not have, the outcome there is <c>absent</c>.</summary>
[GenerateSerializer, Alias("qa.OutcomeChange")]
public sealed record OutcomeChange(
    [property: Id(0)] string Before,
    [property: Id(1)] string After,
    [property: Id(2)] long Count)
{
    /// <summary>Interactions that are named for each change.</summary>
    public const int MaximumExamples = 10;

    // Of a replay that was stored before there were any, there is none.
    [Id(3)]
    private readonly ImmutableArray<string> _examples;

    /// <summary>Interactions in which it did, the first by their ids.</summary>
    public ImmutableArray<string> Examples
    {
        get => _examples.IsDefault ? [] : _examples;
        init => _examples = value;
    }
}
