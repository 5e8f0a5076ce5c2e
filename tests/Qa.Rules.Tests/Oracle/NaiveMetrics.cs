namespace Qa.Rules.Tests.Oracle;

/// <summary>The <c>metrics</c> of <c>expr</c>, and the gaps that <c>silence</c> is made of.</summary>
internal static class NaiveMetrics
{
    public static Fraction Of(NaiveInteraction interaction, string name)
    {
        switch (name)
        {
            case "turns": return interaction.Spoken.Count();
            case "agentTurns": return interaction.Turns.Count(t => t.HasRole("agent"));
            case "customerTurns": return interaction.Turns.Count(t => t.HasRole("customer"));
            case "durationSeconds": return interaction.Duration;
            case "silenceSeconds": return PositiveGaps(interaction).Aggregate(Fraction.Zero, (sum, gap) => sum + gap);
            case "longestSilence": return PositiveGaps(interaction).DefaultIfEmpty(Fraction.Zero).Max()!;
            case "agentShare":
                var (agent, customer) = (Speech(interaction, "agent"), Speech(interaction, "customer"));
                return agent + customer == Fraction.Zero ? Fraction.Zero : agent / (agent + customer);
            default: throw new InvalidOperationException(name);
        }
    }

    /// <summary>For each turn but the first, in order of start: how long after the last end so far it begins.</summary>
    public static IEnumerable<(NaiveTurn Turn, Fraction Gap)> Gaps(NaiveInteraction interaction)
    {
        var inOrder = interaction.Spoken.OrderBy(t => t.Start).ThenBy(t => t.Index).ToList();
        for (var i = 1; i < inOrder.Count; i++)
        {
            var lastEnd = inOrder.Take(i).Select(t => t.End!).Max()!;
            yield return (inOrder[i], inOrder[i].Start! - lastEnd);
        }
    }

    private static IEnumerable<Fraction> PositiveGaps(NaiveInteraction interaction) =>
        Gaps(interaction).Select(g => g.Gap).Where(gap => gap > Fraction.Zero);

    private static Fraction Speech(NaiveInteraction interaction, string role) =>
        interaction.Turns.Where(t => t.HasRole(role)).Aggregate(Fraction.Zero, (sum, t) => sum + (t.End! - t.Start!));
}
