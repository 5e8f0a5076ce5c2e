using Qa.Portal.Commands.Explaining;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Scoring;
using Spectre.Console;

namespace Qa.Portal.Commands.Cases;

/// <summary>Shows what cases came to: a line a norm, then every failed case with its place and what came out instead.</summary>
internal sealed class CaseView(CommandSession session)
{
    public void ShowNorms(TreeCases tree)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumn(new TableColumn(new Text(session.Texts["test.column.norm"])) { NoWrap = true });
        table.AddColumn(new TableColumn(new Text(session.Texts["test.column.hit"])) { NoWrap = true, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text(session.Texts["test.column.miss"])) { NoWrap = true, Alignment = Justify.Right });
        table.AddColumn(new TableColumn("") { NoWrap = true });
        foreach (var norm in tree.Norms.Where(norm => tree.IsWhole || norm.Verdicts.Count > 0))
        {
            table.AddRow(
                new Text($"{norm.Path}  {norm.Norm.Name}"),
                new Text(FormattableString.Invariant($"{norm.Hits}")),
                new Text(FormattableString.Invariant($"{norm.Misses}")),
                norm.Failed > 0
                    ? new Text(session.Texts.Format("test.failed", norm.Failed), new Style(Color.Red))
                    : new Text(norm.Verdicts.Count == 0 ? "" : "✓", new Style(Color.Green)));
        }

        session.Console.Write(new PlainLine($"{tree.Runner.Tree.Name} ({tree.Path})"));
        session.Console.Write(table);
    }

    public void ShowFailures(TreeCases tree)
    {
        var nearMiss = new NearMiss(tree.Runner.Tree);
        foreach (var placed in tree.Verdicts.Where(static placed => !placed.Verdict.Passed))
            ShowFailure(placed, nearMiss);
    }

    /// <summary>Tells the norms with too few cases. Returns how many they are.</summary>
    public int ShowThin(TreeCases tree)
    {
        var thin = 0;
        foreach (var norm in tree.Norms.Where(static norm => norm.IsThin))
        {
            thin++;
            Say(session.Texts.Format("test.thin", tree.Path, norm.Path, norm.Hits, norm.Misses, TreeCases.LeastOfEach));
        }

        return thin;
    }

    private void ShowFailure(PlacedVerdict placed, NearMiss nearMiss)
    {
        var (norm, normCase, result, hasOutcome, _) = placed.Verdict;
        var note = normCase.Note is null ? "" : $" ({normCase.Note})";
        Say(FormattableString.Invariant($"{placed.File}:{normCase.Position.Line}:{normCase.Position.Column}: '{norm}'{note}: ")
            + session.Texts.Format("test.cameOut", AskedFor(normCase), NameOf(result.Outcome)));
        if (hasOutcome)
            Say("    " + session.Texts.Format("test.texts", Quoted(normCase.Texts!.Value)));
        if (result.Hits.Length > 0)
            Say("    " + session.Texts.Format("test.hits", Quoted(result.Hits.Select(static hit => FormattableString.Invariant($"{hit.Text}#{hit.Turn}")))));
        else if (result.Outcome == Outcome.NotApplicable)
            Say("    " + session.Texts["test.notApplicable"]);
        else if (nearMiss.Find(norm, normCase.Turns) is var (phrase, said, turn))
            Say("    " + session.Texts.Format("test.nearest", phrase, said, turn));
    }

    private string AskedFor(NormCase normCase) =>
        normCase.Outcome is { } exact ? NameOf(exact)
        : normCase.MustHit ? $"{NameOf(Outcome.Violated)}/{NameOf(Outcome.Rewarded)}"
        : $"{NameOf(Outcome.Met)}/{NameOf(Outcome.NotApplicable)}";

    private string NameOf(Outcome outcome) => OutcomeLook.NameOf(outcome, session.Texts);

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(static text => $"“{text}”"));

    private void Say(string line) => session.Console.Write(new PlainLine(line));
}
