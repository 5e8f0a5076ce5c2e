using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Trees;
using Spectre.Console;

namespace Qa.Portal.Commands.Reporting;

/// <summary>Draws a report: key figures, the norms that are violated most, the worst interactions, and the agents.</summary>
internal sealed class ReportView
{
    private const int NormsShown = 10;
    private const int AgentsShown = 20;
    private const int ReasonsShown = 3;
    private const int BarWidth = 24;

    private static readonly Style Dim = new(Color.Grey);
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    private readonly CommandSession _session;
    private readonly NormTree _tree;
    private readonly List<PlacedNode> _norms;

    public ReportView(CommandSession session, NormTree tree)
    {
        (_session, _tree) = (session, tree);
        _norms = [.. TreeWalk.Enabled(tree).Where(static placed => placed.Node is Norm)];
    }

    /// <param name="inputs">For the command that looks closer at the worst interaction.</param>
    public void Show(RuleSetReport report, string treePath, IReadOnlyList<string> inputs)
    {
        Line(new StyledText($"━━ {_tree.Name} ", Bold), new StyledText($"{_tree.RuleSet} · {string.Join(' ', inputs)}", Dim));
        ShowFigures(report.All);
        ShowNorms(report);
        ShowWorst(report);
        ShowAgents(report);
        if (report.Worst is [var worst, ..])
        {
            var program = _session.Surroundings.Variable("QA_PROGRAM") ?? "qa";
            Line(new StyledText(_session.Texts["report.next"] + " ", Dim), new StyledText($"{program} explain --tree {treePath} {string.Join(' ', inputs)} --id {worst.Id}"));
        }

        Line();
    }

    private void ShowFigures(AgentTally all) => Line(new StyledText(_session.Texts.Format(
        "report.figures", all.Count, OneDecimal(all.AverageScore), OneDecimal(all.PassPercent), all.Vetoed, all.NeedsReview)));

    private void ShowNorms(RuleSetReport report)
    {
        var most = report.Violations.Index()
            .Where(static norm => norm.Item > 0)
            .OrderByDescending(static norm => norm.Item)
            .Take(NormsShown)
            .ToList();
        if (most.Count == 0)
            return;
        Heading("report.norms");
        var table = NewTable();
        table.AddColumn(Column()).AddColumn(Column(Justify.Right)).AddColumn(Column()).AddColumn(Column(Justify.Right));
        foreach (var (norm, count) in most)
        {
            var bar = (int)Math.Ceiling((decimal)BarWidth * count / most[0].Item);
            table.AddRow(
                Cell(_norms[norm].Node.Name),
                Cell(count.ToString(CultureInfo.InvariantCulture)),
                Cell(new string('█', bar), new Style(IsFatal(norm) ? Color.Red : Color.Yellow)),
                Cell($"{OneDecimal(100m * count / report.All.Count)}%", Dim));
        }

        _session.Console.Write(table);
    }

    private void ShowWorst(RuleSetReport report)
    {
        if (report.Worst.Count == 0)
            return;
        Heading("report.worst");
        var table = NewTable();
        table.AddColumn(Column()).AddColumn(Column(Justify.Right)).AddColumn(Column()).AddColumn(new TableColumn(""));
        foreach (var worst in report.Worst)
        {
            table.AddRow(
                Cell(worst.Id),
                Cell(Score(worst.Score), new Style(worst.Passed ? Color.Green : Color.Red)),
                Cell(worst.Agent.Name ?? worst.Agent.Id),
                Cell(Reasons(worst)));
        }

        _session.Console.Write(table);
    }

    private void ShowAgents(RuleSetReport report)
    {
        Heading("report.agents");
        var table = NewTable();
        table.ShowHeaders = true;
        foreach (var (key, alignment) in (ReadOnlySpan<(string, Justify)>)[
            ("report.agent", Justify.Left), ("report.group", Justify.Left), ("report.count", Justify.Right),
            ("report.average", Justify.Right), ("report.passRate", Justify.Right), ("report.vetoes", Justify.Right)])
            table.AddColumn(new TableColumn(new Text(_session.Texts[key], Dim)) { NoWrap = true, Alignment = alignment });
        var agents = report.Agents.OrderBy(static agent => agent.AverageScore).ThenBy(static agent => agent.Agent.Id, StringComparer.Ordinal).ToList();
        foreach (var agent in agents.Take(AgentsShown))
        {
            table.AddRow(
                Cell($"{agent.Agent.Id} {agent.Agent.Name}"),
                Cell(agent.Agent.Group ?? ""),
                Cell(agent.Count.ToString(CultureInfo.InvariantCulture)),
                Cell(OneDecimal(agent.AverageScore), new Style(agent.AverageScore < _tree.Score.Pass ? Color.Red : Color.Green)),
                Cell($"{OneDecimal(agent.PassPercent)}%"),
                Cell(agent.Vetoed == 0 ? "" : agent.Vetoed.ToString(CultureInfo.InvariantCulture), new Style(Color.Red)));
        }

        _session.Console.Write(table);
        if (agents.Count > AgentsShown)
            Line(new StyledText("  " + _session.Texts.Format("report.moreAgents", agents.Count - AgentsShown), Dim));
    }

    // What cost most comes first: vetoes, then the most points.
    private string Reasons(InteractionSummary summary)
    {
        var reasons = summary.Violated
            .OrderBy(violated => IsVeto(violated.Norm) ? 0 : 1)
            .ThenBy(static violated => violated.Points)
            .Take(ReasonsShown)
            .Select(violated => IsVeto(violated.Norm)
                ? $"{_norms[violated.Norm].Node.Name} {_session.Texts["explain.veto"]}"
                : $"{_norms[violated.Norm].Node.Name} {Score(violated.Points)}");
        var rest = summary.Violated.Length - ReasonsShown;
        return string.Join("，", reasons) + (rest > 0 ? " " + _session.Texts.Format("report.moreReasons", rest) : "");
    }

    private bool IsVeto(int norm) => ((Norm)_norms[norm].Node).Judgement.IsVeto;

    private bool IsFatal(int norm) => IsVeto(norm) || ((Norm)_norms[norm].Node).Severity == Severity.Fatal;

    private static Table NewTable() => new() { Border = TableBorder.None, ShowHeaders = false };

    private static TableColumn Column(Justify alignment = Justify.Left) => new("") { NoWrap = true, Alignment = alignment };

    private static Text Cell(string text) => Cell(text, Style.Plain);

    private static Text Cell(string text, Style style) => new(PrintableText.Of(text), style);

    private static string OneDecimal(decimal value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Score(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Heading(string key)
    {
        Line();
        Line(new StyledText(_session.Texts[key], Bold));
    }

    private void Line(params IReadOnlyList<StyledText> pieces) => _session.Console.Write(new StyledLine(pieces));
}
