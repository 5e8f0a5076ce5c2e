using Qa.Grains.Publication;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;

namespace Qa.Portal.Modules.NormSets;

/// <summary>How a set stands, as the interface for machines shows it.</summary>
/// <param name="Staged">The draft that takes effect at the next start.</param>
/// <param name="Awaited">Processes that must end before that.</param>
internal sealed record RuleSetView(
    string Id, string State, long? Version, long? Publication, long LeaseSeconds, IReadOnlyList<DraftView> Drafts, string? Staged,
    IReadOnlyList<InstallationProcess> Awaited)
{
    public static RuleSetView Of(RuleSetHead head, RuleSetStatus? status = null) => new(
        head.RuleSet, head.IsOnline ? "online" : "offline", head.Version, head.Publication, head.LeaseSeconds,
        status is null ? [] : [.. status.Drafts.Select(DraftView.Of)], status?.StagedDraft, status is null ? [] : status.Awaited);
}
