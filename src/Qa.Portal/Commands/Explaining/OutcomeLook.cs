using Qa.Rules.Scoring;
using Spectre.Console;

namespace Qa.Portal.Commands.Explaining;

/// <summary>How an outcome is shown: a sign, a word and a colour, so that none of the three is needed to know it.</summary>
internal static class OutcomeLook
{
    public static string NameOf(Outcome outcome, CommandTexts texts) => texts[$"outcome.{OutcomeNames.Of(outcome)}"];

    public static string SignOf(Outcome outcome) => outcome switch
    {
        Outcome.Violated => "✗",
        Outcome.Met => "✓",
        Outcome.Uncertain => "?",
        Outcome.NotApplicable => "–",
        Outcome.NotMeasurable => "∅",
        Outcome.Manual => "✎",
        Outcome.Rewarded => "★",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no such outcome"),
    };

    public static Color ColourOf(Outcome outcome) => outcome switch
    {
        Outcome.Violated => Color.Red,
        Outcome.Met => Color.Green,
        Outcome.Uncertain => Color.Yellow,
        Outcome.NotMeasurable => Color.Fuchsia,
        Outcome.Manual => Color.Aqua,
        Outcome.Rewarded => Color.Lime,
        _ => Color.Grey,
    };

    /// <summary>The style of words that are evidence: inverse, so that it is seen where colours are hard to tell.</summary>
    public static Style EvidenceOf(Outcome outcome) => new(ColourOf(outcome), decoration: Decoration.Invert);
}
