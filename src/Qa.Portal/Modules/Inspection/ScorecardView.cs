using System.Text.Json;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;

namespace Qa.Portal.Modules.Inspection;

/// <summary>A stored scorecard with what it was made of, as the interface for machines shows it.</summary>
internal sealed record ScorecardView(
    long Task, long Item, string RuleSet, long Version, long Revision, string InteractionHash, string TreeHash, string PublicationHash, string Schema, long Lease,
    DateTimeOffset LeaseStartsAt, DateTimeOffset LeaseEndsAt, string LeaseReason, DateTimeOffset ScoredAt, string Hash, JsonElement Scorecard)
{
    public static ScorecardView Of(StoredScorecard stored) => new(
        stored.Task, stored.Item, stored.RuleSet, stored.Version, stored.Revision, stored.InteractionHash, stored.TreeHash, stored.PublicationHash, stored.SchemaName, stored.Lease,
        UtcTicks.ToTime(stored.LeaseStartsAt), UtcTicks.ToTime(stored.LeaseEndsAt), stored.LeaseReason, UtcTicks.ToTime(stored.ScoredAt), stored.Hash,
        JsonDocument.Parse(stored.Body).RootElement);
}
