using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Shadow;

/// <summary>Shadow runs, for those who look them up.</summary>
public sealed class ShadowRuns(Database database)
{
    public Task<ShadowRun?> FindAsync(Guid id) => database.ReadAsync(session => ShadowRows.FindAsync(session, id));

    /// <summary>All of a draft, the newest first.</summary>
    public Task<IReadOnlyList<ShadowRun>> OfDraftAsync(string ruleSet, string draft) => database.ReadAsync(session => ShadowRows.OfDraftAsync(session, ruleSet, draft));

    /// <summary>Those of a set that take in what it scores, the oldest first.</summary>
    public Task<IReadOnlyList<ShadowRun>> RunningAsync(string ruleSet) => database.ReadAsync(session => ShadowRows.RunningAsync(session, ruleSet));

    /// <summary>The tree that a run of a set scores with, also when its draft is gone; null where there is no such run.</summary>
    /// <exception cref="InvalidOperationException">It was altered.</exception>
    public async Task<NormTree?> FindTreeAsync(string ruleSet, Guid id) =>
        await database.ReadAsync(session => ShadowRows.ReadTreeAsync(session, id)) is { } tree && tree.RuleSet == ruleSet ? tree.Load() : null;

    /// <summary>Which scorecard of an interaction a run has compared last; null for none.</summary>
    public Task<(long Task, long Item)?> LastCardAsync(Guid id, string interaction) => database.ReadAsync(session => ShadowResultRows.LastCardAsync(session, id, interaction));
}
