using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Spectre.Console;

namespace Qa.Portal.Commands.Explaining;

/// <summary>Shows the tree with what every norm came to, its points, and how the categories limit them.</summary>
internal sealed class TreeView(CommandSession session)
{
    private const int IndentPerLevel = 2;
    private const int SpaceBetweenColumns = 2;
    private const int NarrowestNote = 30;

    /// <summary>Hits that are quoted under a norm; the dialogue shows all.</summary>
    private const int MostQuotes = 3;

    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public void Show(NormTree tree, Scorecard scorecard, NodePoints points)
    {
        var results = scorecard.Norms.ToDictionary(static norm => norm.Path, StringComparer.Ordinal);
        var rows = TreeWalk.Enabled(tree).ToList();
        var nameWidth = rows.Max(row => IndentOf(row) + 2 + new StyledText(row.Node.Name).Width) + SpaceBetweenColumns;
        var outcomeWidth = Enum.GetValues<Outcome>().Max(outcome => new StyledText(NameOf(outcome)).Width) + SpaceBetweenColumns;
        foreach (var row in rows)
        {
            if (row.Node is Category category)
                ShowCategory(row, category, points[row.Path], nameWidth + outcomeWidth);
            else
                ShowNorm(row, (Norm)row.Node, results[row.Path], nameWidth, outcomeWidth);
        }
    }

    private void ShowCategory(PlacedNode row, Category category, PointsOfNode points, int width)
    {
        var limit = category.MaxDeduct is not { } most ? ""
            : points.Points == points.Uncapped ? session.Texts.Format("explain.limit", most)
            : session.Texts.Format("explain.limited", most, Signed(points.Uncapped));
        session.Console.Write(new StyledLine(
            new StyledText(new string(' ', IndentOf(row)) + category.Name, Bold).PadTo(width),
            new StyledText(Signed(points.Points), Bold).PadLeftTo(6),
            new StyledText(limit.Length == 0 ? "" : $"  {limit}", points.Points == points.Uncapped ? Dim : new Style(Color.Yellow))));
    }

    private void ShowNorm(PlacedNode row, Norm norm, NormResult result, int nameWidth, int outcomeWidth)
    {
        var style = new Style(OutcomeLook.ColourOf(result.Outcome));
        var isVetoed = result.Outcome == Outcome.Violated && norm.Judgement.IsVeto;
        session.Console.Write(new StyledLine(
            new StyledText($"{new string(' ', IndentOf(row))}{OutcomeLook.SignOf(result.Outcome)} {norm.Name}", result.Outcome is Outcome.Met or Outcome.NotApplicable ? Dim : style).PadTo(nameWidth),
            new StyledText(NameOf(result.Outcome), style).PadTo(outcomeWidth),
            new StyledText(isVetoed ? session.Texts["explain.veto"] : Signed(result.Points), result.Points == 0m && !isVetoed ? Dim : style).PadLeftTo(6),
            new StyledText(norm.Severity == Severity.Fatal && result.Outcome == Outcome.Violated && !isVetoed ? $"  {session.Texts["explain.fatal"]}" : "", style)));
        if (result.Hits.Length > 0 && result.Outcome is (Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded))
            Note(row, Quotes(result), Style.Plain);
        if (result.Outcome == Outcome.Violated && norm.Guidance is { Length: > 0 } guidance)
            Note(row, $"{session.Texts["explain.guidance"]} {guidance}", Dim);
    }

    private void Note(PlacedNode row, string text, Style style)
    {
        var indent = new string(' ', IndentOf(row) + 2);
        foreach (var line in LineWrap.Wrap([new(text, style)], Math.Max(NarrowestNote, session.Surroundings.Width - indent.Length)))
            session.Console.Write(new StyledLine([new(indent), .. line]));
    }

    private string Quotes(NormResult result)
    {
        var quotes = result.Hits.Take(MostQuotes).Select(static hit => FormattableString.Invariant($"#{hit.Turn} “{Shortened(hit.Text)}”"));
        var rest = result.Hits.Length - MostQuotes;
        return string.Join("  ", quotes) + (rest > 0 ? "  " + session.Texts.Format("explain.moreHits", rest) : "");
    }

    private static string Shortened(string text)
    {
        const int longest = 30;
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static int IndentOf(PlacedNode row) => row.Depth * IndentPerLevel;

    private static string Signed(decimal points) => points.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    private string NameOf(Outcome outcome) => OutcomeLook.NameOf(outcome, session.Texts);
}
