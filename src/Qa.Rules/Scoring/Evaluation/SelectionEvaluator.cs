using Qa.Rules.Conditions;

namespace Qa.Rules.Scoring;

/// <summary>A compiled <see cref="TurnSelection"/>: says of each turn whether it is selected.</summary>
internal sealed class SelectionEvaluator(TurnSelection selection, ConditionEvaluator? aroundOf, int aroundSlot)
{
    public RoleFilter Role => selection.Role;

    /// <summary>To be called before turns are asked for. True when what the selection depends on could not be measured.</summary>
    public bool Prepare(ScoringRun run)
    {
        if (aroundOf is null)
            return false;
        var bits = run.TurnBitsAt(aroundSlot);
        if (!bits.IsKnown)
        {
            var verdict = aroundOf.Evaluate(run);
            var around = selection.Around!;
            bits.Fill(run.Places[verdict], around.Before, around.After, run.Interaction.Turns.Length, verdict.Unmeasurable);
        }

        return bits.Unmeasurable;
    }

    public bool Selects(ScoringRun run, int turn) =>
        run.IsOfRole(turn, selection.Role)
        && (selection.Turns is null || run.TurnIndex.Contains(selection.Turns, selection.Role, turn))
        && (selection.Seconds is null || IsWithin(selection.Seconds, run, turn))
        && (aroundOf is null || run.TurnBitsAt(aroundSlot)[turn]);

    private static bool IsWithin(SecondsRange seconds, ScoringRun run, int turn) => seconds.From == WindowEdge.First
        ? run.Timing.Starts[turn] < seconds.Milliseconds
        : run.Timing.Ends[turn] > run.Timing.Duration - seconds.Milliseconds;
}
