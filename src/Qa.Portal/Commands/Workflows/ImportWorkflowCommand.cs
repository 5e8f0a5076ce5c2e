using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Portal.Commands.Workflows;

/// <summary><c>qa import-workflow</c>: workflows of Microsoft RulesEngine as a norm set, with everything that is lost on the way said.</summary>
internal static class ImportWorkflowCommand
{
    private static readonly string[] Judgements = ["require", "forbid", "reward"];

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var file = new Argument<string>("FILE") { Description = texts["import.file"] };
        var output = new Option<string?>("--out", "-o") { Description = texts["symbol.out"], HelpName = "FILE" };
        var ruleSet = new Option<string?>("--rule-set") { Description = texts["import.ruleSet"], HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = texts["import.name"], HelpName = "TEXT" };
        var judgement = new Option<string>("--judgement") { Description = texts["import.judgement"], DefaultValueFactory = static _ => Judgements[0] };
        judgement.AcceptOnlyFromAmong(Judgements);
        var points = new Option<decimal>("--points") { Description = texts["import.points"], HelpName = "N", DefaultValueFactory = static _ => WorkflowImportOptions.Default.Points };
        var attributes = new Option<string[]>("--attributes") { Description = texts["import.attributes"], HelpName = "INPUT" };
        points.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<decimal>() <= 0m)
                result.AddError(texts["import.pointsRange"]);
        });
        ruleSet.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } written && !Regex.IsMatch(written, WorkflowImportOptions.RuleSetPattern, RegexOptions.CultureInvariant))
                result.AddError(texts.Format("import.ruleSetForm", WorkflowImportOptions.RuleSetPattern));
        });
        var command = new Command("import-workflow", texts["import.description"]) { file, output, ruleSet, name, judgement, points, attributes };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(output), new()
        {
            RuleSet = parsed.GetValue(ruleSet),
            Name = parsed.GetValue(name),
            Judgement = (ImportedJudgement)Array.IndexOf(Judgements, parsed.GetValue(judgement)),
            Points = parsed.GetValue(points),
            AttributeInputs = [.. parsed.GetValue(attributes) ?? []],
        }));
        return command;
    }

    private static int Run(CommandSession session, string path, string? outputPath, WorkflowImportOptions options)
    {
        if (!DocumentFile.TryRead(path, out var utf8, out var unreadable))
        {
            session.Surroundings.Error.WriteLine(DiagnosticLine.Of(unreadable));
            return ExitCode.Environment;
        }

        var import = WorkflowImporter.Import(utf8.Span, path, options);
        WorkflowLosses.Tell(session, import.Losses);
        if (import.Text is not { } text)
            return Refuse(session, import.Diagnostics);

        // What was made must load: points or names that a norm set cannot have are found here, not at publication.
        var loaded = TreeLoader.Load(outputPath ?? path, text);
        if (!loaded.Succeeded)
            return Refuse(session, loaded.Diagnostics);
        return TextResult.Write(session, text, outputPath);
    }

    private static int Refuse(CommandSession session, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            session.Surroundings.Error.WriteLine(DiagnosticLine.Of(diagnostic));
        return ExitCode.Findings;
    }
}
