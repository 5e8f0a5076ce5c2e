using System.Collections.Immutable;
using Qa.Rules.Scoring;

namespace Qa.Rules.Tests.Laws;

/// <summary>What the engine says of one condition, asked as a norm that forbids it.</summary>
internal sealed record Answer(bool IsMeasurable, bool Holds, ImmutableArray<Hit> Hits)
{
    public static Answer Of(NormResult result) => new(result.Outcome != Outcome.NotMeasurable, result.Outcome == Outcome.Violated, result.Hits);

    public bool Equals(Answer? other) =>
        other is not null && IsMeasurable == other.IsMeasurable && Holds == other.Holds && Hits.SequenceEqual(other.Hits);

    public override int GetHashCode() => HashCode.Combine(IsMeasurable, Holds, Hits.Length);

    public override string ToString() => IsMeasurable ? $"{(Holds ? "holds" : "does not hold")} [{string.Join(", ", Hits)}]" : "not measurable";
}
