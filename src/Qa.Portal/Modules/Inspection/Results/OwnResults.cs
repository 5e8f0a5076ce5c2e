using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform.Access;
using Qa.Portal.Ui.Lists;
using Qa.Rules.Scoring;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>What an agent should know of the own work: the newest results, and what went wrong most often in them.</summary>
/// <param name="Latest">The newest first.</param>
/// <param name="ToImprove">The norm that was violated in most of the interactions looked at; null where none was.</param>
/// <param name="Times">In how many it was.</param>
/// <param name="Looked">How many were looked at.</param>
internal sealed record OwnResults(IReadOnlyList<ListedInteraction> Latest, NormSight? ToImprove, int Times, int Looked)
{
    private const int Shown = 5;
    private const int MaximumLooked = 20;

    public static async Task<OwnResults> ReadAsync(InteractionDesk desk, Actor actor, CancellationToken cancellation = default)
    {
        var latest = (await desk.PageAsync(ListQuery.Default.With("agent", actor.AgentId), actor, cancellation)).Rows.Where(static each => !each.Results.IsEmpty).Take(MaximumLooked).ToList();
        var violated = (await desk.ResultsAsync([.. latest.Where(static each => each.Results.Any(static result => result.Score < 100)).Select(static each => each.Id)]))
            .SelectMany(static each => each.Result.Norms.Where(static norm => norm.Outcome == Outcome.Violated).Select(norm => (each.Interaction, Norm: norm)));
        var worst = violated.GroupBy(static each => each.Norm.Path, StringComparer.Ordinal).Select(static group => (Norm: group.First().Norm, Times: group.Select(static each => each.Interaction).Distinct(StringComparer.Ordinal).Count()))
            .OrderByDescending(static each => each.Norm.IsVeto).ThenByDescending(static each => each.Times).ThenBy(static each => each.Norm.Points).FirstOrDefault();
        return new([.. latest.Take(Shown)], worst.Norm, worst.Times, latest.Count);
    }
}
