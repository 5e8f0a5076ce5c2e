using System.CommandLine;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Workflows;

namespace Qa.Portal.Commands.Workflows;

/// <summary><c>qa export-workflow</c>: the <c>expr</c> norms of a set as a workflow of Microsoft RulesEngine.</summary>
internal static class ExportWorkflowCommand
{
    public static Command Create(CommandSession session)
    {
        var file = new Argument<string>("FILE") { Description = session.Texts["symbol.treeFile"] };
        var output = new Option<string?>("--out", "-o") { Description = session.Texts["symbol.out"], HelpName = "FILE" };
        var command = new Command("export-workflow", session.Texts["export.description"]) { file, output };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(CommandSession session, string path, string? outputPath)
    {
        if (!TreeForScoring.TryLoad(session, path, out var tree, out var exitCode))
            return exitCode;
        var export = WorkflowExporter.Export(tree);
        WorkflowLosses.Tell(session, export.Losses);
        return TextResult.Write(session, export.Json, outputPath);
    }
}
