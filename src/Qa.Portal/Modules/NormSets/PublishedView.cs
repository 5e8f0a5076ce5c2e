using Qa.Grains.Publication.Log;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.NormSets;

/// <summary>What was published, as the interface for machines shows it.</summary>
internal sealed record PublishedView(string RuleSet, long Version, string TreeHash, long Publication, string RecordHash, string Mode, string Standing)
{
    public static PublishedView Of(PublishedVersion published) => new(
        published.RuleSet, published.Version, published.TreeHash, published.Publication, published.RecordHash,
        PublicationRecordJson.NameOf(published.Mode), StandingNames.Of(published.Standing));
}
