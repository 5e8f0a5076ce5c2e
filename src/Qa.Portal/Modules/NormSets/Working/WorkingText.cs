using Qa.Grains.Publication.Sources;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>A set's text as it is being changed, or as it would begin to be.</summary>
/// <param name="Base">The version in force that it began from; 0 for a new set.</param>
/// <param name="Version">Of the working draft; 0 while nobody has changed anything.</param>
/// <param name="IsWhole">Whether the text it began from is what an author wrote; else it was put together from the tree.</param>
/// <param name="ChangedBy">Who changed it last; null while nobody has.</param>
public sealed record WorkingText(string RuleSet, TreeSource.Document Document, long Base, long Version, bool IsWhole, string? ChangedBy, DateTimeOffset? ChangedAt)
{
    internal static WorkingText Of(WorkingDraft draft) => new(draft.RuleSet, draft.Document, draft.Base, draft.Version, IsWhole: true, draft.ChangedBy, draft.ChangedAt);
}
