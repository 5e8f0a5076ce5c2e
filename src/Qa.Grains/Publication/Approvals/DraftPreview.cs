using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Storage;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Approvals;

/// <summary>What a draft would change, for those who decide about it.</summary>
public sealed class DraftPreview(Database database)
{
    private readonly ChangePreparation _preparation = new(database);

    /// <returns>Refused where the draft can no longer be made into a tree, or is closed and its source gone.</returns>
    public async Task<Answer<DraftChange>> OfAsync(Draft draft, CancellationToken cancellation = default)
    {
        if (draft.Source is not { } source)
            return ApprovalRules.Closed(draft);
        var prepared = await _preparation.PrepareAsync(draft.RuleSet, draft.Base, source, cancellation);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        var before = draft.Base is { } version ? await database.ReadAsync(session => VersionRows.ReadTreeAsync(session, draft.RuleSet, version), cancellation) : null;
        var after = prepared.Value.Tree.Tree;
        return new DraftChange(before, after, before is null ? null : TreeDifference.Between(before, after));
    }
}

/// <summary>A draft as a tree, beside the one that it changes.</summary>
/// <param name="Before">Null for the first of a set.</param>
/// <param name="Difference">Null for the first of a set.</param>
public sealed record DraftChange(NormTree? Before, NormTree After, TreeDifference? Difference);
