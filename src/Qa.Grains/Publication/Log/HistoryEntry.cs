using System.Collections.Immutable;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>An entry of the publication log, with what is known beside its record.</summary>
/// <param name="Number">In the log of all sets, from 1.</param>
/// <param name="Review">The later review of an emergency; null when there is none yet, or none is needed.</param>
public sealed record HistoryEntry(
    long Number,
    PublicationRecord Record,
    string Hash,
    Standing Standing,
    ImmutableArray<Approval> Approvals,
    EmergencyReview? Review)
{
    /// <summary>An emergency that nobody has reviewed.</summary>
    public bool AwaitsReview => Standing == Standing.Emergency && Review is null;
}
