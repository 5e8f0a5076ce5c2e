using System.Collections.Immutable;

namespace Qa.Grains.Shadow;

/// <summary>What the draft made of the interaction of one scorecard, beside what the scorecard says. Nothing that was said stands in it.</summary>
internal sealed record ShadowResult(long Task, long Item, string Interaction, long Revision, string Agent, string? AgentGroup, long Version, ShadowVerdict Verdict)
{
    public ShadowSide Before { get; init; }

    public ShadowSide After { get; init; }

    public ImmutableArray<ShadowChange> Changes { get; init; } = [];

    /// <summary>Of the draft's scorecard; null where there is none, or what it was made of was erased.</summary>
    public string? Hash { get; init; }

    /// <summary>With <see cref="ShadowVerdict.Fault"/>: why.</summary>
    public string? Fault { get; init; }

    public bool IsChanged => Before != After || !Changes.IsEmpty;
}

/// <summary>What one of the two scorecards comes to.</summary>
internal readonly record struct ShadowSide(decimal Score, bool IsVetoed, bool HasPassed);

/// <summary>A norm that came out otherwise; <c>absent</c> where one of the two trees does not have it.</summary>
internal sealed record ShadowChange(string Path, string Before, string After, decimal PointsChange);
