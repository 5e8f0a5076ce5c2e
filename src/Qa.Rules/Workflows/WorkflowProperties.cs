using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>What RulesEngine has no key for, as the <c>Properties</c> of an exported rule.</summary>
internal static class WorkflowProperties
{
    public static DocumentMapping Of(Norm norm, ImmutableArray<Category> above)
    {
        var entries = new List<(string Key, DocumentNode Value)>
        {
            (NormKeys.Name, DocumentParts.Text(norm.Name)),
            (WorkflowKeys.Judgement, DocumentParts.Text(JudgementOf(norm.Judgement))),
        };
        AddPoints(entries, norm.Judgement);
        // As written: `veto` makes a norm fatal without saying so.
        if (norm.Source[NormKeys.Severity] is { } severity)
            entries.Add((NormKeys.Severity, severity));
        if (!norm.Enabled)
            entries.Add((NormKeys.Enabled, DocumentParts.Truth(false)));
        if (!above.IsEmpty)
            entries.Add((WorkflowKeys.Categories, DocumentParts.Sequence(above.Select(Of))));
        return DocumentParts.Mapping(entries);
    }

    public static string JudgementOf(Judgement judgement) => judgement switch
    {
        Judgement.Forbid => NormKeys.Forbid,
        Judgement.Require => NormKeys.Require,
        Judgement.Reward => NormKeys.Reward,
        _ => "manual",
    };

    private static DocumentMapping Of(Category category) => DocumentParts.Mapping(
        from entry in category.Source.Entries
        where entry.Key is NormKeys.Id or NormKeys.Name or NormKeys.Description or NormKeys.Guidance or NormKeys.Enabled or NormKeys.MaxDeduct
        select (entry.Key, entry.Value));

    private static void AddPoints(List<(string Key, DocumentNode Value)> entries, Judgement judgement)
    {
        var (points, perHit, maxHits) = judgement switch
        {
            Judgement.Forbid forbid => (forbid.Points, forbid.PerHit, forbid.MaxHits),
            Judgement.Reward reward => (reward.Points, reward.PerHit, reward.MaxHits),
            Judgement.Require require => (require.Points, false, (int?)null),
            _ => throw new ArgumentOutOfRangeException(nameof(judgement)),
        };
        entries.Add((NormKeys.Points, points is { } number ? DocumentParts.Number(number) : DocumentParts.Text(NormKeys.Veto)));
        if (perHit)
            entries.Add((NormKeys.PerHit, DocumentParts.Truth(true)));
        if (maxHits is { } most)
            entries.Add((NormKeys.MaxHits, DocumentParts.Number(most)));
    }
}
