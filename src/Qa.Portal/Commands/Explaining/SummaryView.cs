using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Spectre.Console;

namespace Qa.Portal.Commands.Explaining;

/// <summary>The lines above and below an explanation: what the interaction is, and what its score is.</summary>
internal sealed class SummaryView(CommandSession session)
{
    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public void ShowInteraction(Interaction interaction)
    {
        var agent = string.Join(' ', new[] { interaction.Agent.Id, interaction.Agent.Name, interaction.Agent.Group }.Where(static part => part is not null));
        session.Console.Write(new StyledLine(new StyledText(interaction.Id, Bold)));
        var facts = new List<string?>
        {
            session.Texts[$"channel.{interaction.Channel}"],
            interaction.StartedAt,
            $"{session.Texts["role.agent"]} {agent}",
            interaction.Customer?.Id is { } customer ? $"{session.Texts["role.customer"]} {customer}" : null,
            interaction.BusinessLine,
        };
        facts.AddRange(interaction.Attributes.Select(static attribute => $"{attribute.Key}={Shown(attribute.Value)}"));
        foreach (var line in LineWrap.Wrap([new(string.Join(" · ", facts.OfType<string>()), Dim)], session.Surroundings.Width))
            session.Console.Write(new StyledLine(line));
        session.Console.Write(new PlainLine(""));
    }

    public void ShowScore(NormTree tree, Scorecard scorecard, NodePoints points)
    {
        var rules = tree.Score;
        var style = new Style(scorecard.Passed ? Color.Green : Color.Red, decoration: Decoration.Bold);
        session.Console.Write(new StyledLine(
            new StyledText($"{session.Texts["explain.score"]} ", Bold),
            new StyledText(Number(scorecard.Score), style),
            new StyledText($"  {(scorecard.Passed ? "✓" : "✗")} {session.Texts[scorecard.Passed ? "explain.passed" : "explain.failed"]}", style),
            new StyledText("  " + (scorecard.Vetoed
                ? session.Texts["explain.vetoed"]
                : session.Texts.Format("explain.sum", Number(rules.Base), points.Total.ToString("+0.##;-0.##;+0", CultureInfo.InvariantCulture), Number(rules.Min), Number(rules.Max), Number(rules.Pass))))));
        session.Console.Write(new StyledLine(new StyledText(session.Texts.Format("explain.counts", scorecard.Fatal, scorecard.Nonfatal))));
        if (scorecard.NeedsReview)
            session.Console.Write(new StyledLine(new StyledText(session.Texts["explain.needsReview"], new Style(Color.Yellow))));
        session.Console.Write(new StyledLine(new StyledText($"{tree.RuleSet} · {scorecard.TreeHash}", Dim)));
    }

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Shown(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Boolean => value.Truth ? "true" : "false",
        AttributeKind.Number => value.Text ?? value.Number.ToString(),
        _ => value.Text ?? "",
    };
}
