using Qa.Grains.Publication.Log;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.NormSets;

/// <summary>A version's entry in the publication log, as the interface for machines shows it.</summary>
/// <param name="AwaitsReview">An emergency that nobody has reviewed.</param>
internal sealed record VersionView(
    long Publication, string RuleSet, int Version, string TreeHash, int? Parent, string Mode, string? NormPath, string By, string At, string Note,
    string? Previous, string RecordHash, string Standing, IReadOnlyList<Approval> Approvals, EmergencyReview? Review, bool AwaitsReview)
{
    public static VersionView Of(HistoryEntry entry)
    {
        var record = entry.Record;
        return new(
            entry.Number, record.RuleSet, record.Version, record.TreeHash, record.Parent, PublicationRecordJson.NameOf(record.Mode), record.NormPath, record.By,
            record.At, record.Note, record.Previous, entry.Hash, StandingNames.Of(entry.Standing), entry.Approvals, entry.Review, entry.AwaitsReview);
    }
}
