using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Scoring;
using Qa.Portal.Commands.Trees;

namespace Qa.Portal.Commands.Reporting;

/// <summary><c>qa report</c>: what a rule set says of many interactions, on a page that a team leader can read.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandSession session)
    {
        var tree = CommonSymbols.TreeOption(session.Texts);
        var inputs = CommonSymbols.InputsArgument(session.Texts);
        var command = new Command("report", session.Texts["report.description"]) { tree, inputs };
        command.SetAction((parsed, cancellation) => RunAsync(session, parsed.GetValue(tree)!, parsed.GetValue(inputs)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandSession session, string treePath, string[] inputs, CancellationToken cancellation)
    {
        if (!TreeForScoring.TryCompile(session, treePath, inputs, out var tree, out var exitCode))
            return exitCode;
        var report = new RuleSetReport(tree.NormCount);
        var run = new BatchScoring(session, tree, inputs, isTerminalFree: true);
        await run.RunAsync(InteractionSummary.Of, report.Add, cancellation).ConfigureAwait(false);
        new ReportView(session, tree.Tree).Show(report, treePath, inputs);
        if (run.Bad > 0)
            session.Complain(session.Texts.Format("score.summary", run.Scored, run.Bad, run.Repeated));
        return run.Bad > 0 ? ExitCode.Findings : ExitCode.Ok;
    }
}
