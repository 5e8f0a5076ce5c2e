using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;
using Qa.Portal.Commands.Workflows;
using Qa.Rules.Sca;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Portal.Commands.Sca;

/// <summary><c>qa import-sca</c>: rules of Alibaba Cloud SCA (智能对话分析) as a norm set, with everything that is lost on the way said.</summary>
internal static class ImportScaCommand
{
    private static readonly string[] Judgements = ["forbid", "require", "reward"];
    private static readonly ImportedJudgement[] Meanings = [ImportedJudgement.Forbid, ImportedJudgement.Require, ImportedJudgement.Reward];

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var standard = ScaImportOptions.Default;
        var file = new Argument<string>("FILE") { Description = texts["sca.file"] };
        var output = new Option<string?>("--out", "-o") { Description = texts["symbol.out"], HelpName = "FILE" };
        var ruleSet = new Option<string>("--rule-set") { Description = texts["sca.ruleSet"], HelpName = "ID", DefaultValueFactory = _ => standard.RuleSet };
        var name = new Option<string>("--name") { Description = texts["sca.name"], HelpName = "TEXT", DefaultValueFactory = _ => standard.Name };
        var judgement = new Option<string>("--judgement") { Description = texts["sca.judgement"], DefaultValueFactory = static _ => Judgements[0] };
        judgement.AcceptOnlyFromAmong(Judgements);
        var points = new Option<decimal>("--points") { Description = texts["import.points"], HelpName = "N", DefaultValueFactory = _ => standard.Points };
        points.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<decimal>() <= 0m)
                result.AddError(texts["import.pointsRange"]);
        });
        ruleSet.Validators.Add(result =>
        {
            if (!Regex.IsMatch(result.GetValueOrDefault<string>() ?? "", WorkflowImportOptions.RuleSetPattern, RegexOptions.CultureInvariant))
                result.AddError(texts.Format("import.ruleSetForm", WorkflowImportOptions.RuleSetPattern));
        });
        var command = new Command("import-sca", texts["sca.description"]) { file, output, ruleSet, name, judgement, points };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!, parsed.GetValue(output), new()
        {
            RuleSet = parsed.GetValue(ruleSet)!,
            Name = parsed.GetValue(name)!,
            Judgement = Meanings[Array.IndexOf(Judgements, parsed.GetValue(judgement))],
            Points = parsed.GetValue(points),
        }));
        return command;
    }

    private static int Run(CommandSession session, string path, string? outputPath, ScaImportOptions options)
    {
        if (!DocumentFile.TryRead(path, out var utf8, out var unreadable))
        {
            session.Surroundings.Error.WriteLine(DiagnosticLine.Of(unreadable));
            return ExitCode.Environment;
        }

        var import = ScaImporter.Import(utf8.Span, path, options);
        WorkflowLosses.Tell(session, import.Losses);
        if (import.Text is not { } text)
            return Refuse(session, import.Diagnostics);

        // What was made must load: what a norm set cannot have is found here, not at publication.
        var loaded = TreeLoader.Load(outputPath ?? path, text);
        return loaded.Succeeded ? TextResult.Write(session, text, outputPath) : Refuse(session, loaded.Diagnostics);
    }

    private static int Refuse(CommandSession session, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            session.Surroundings.Error.WriteLine(DiagnosticLine.Of(diagnostic));
        return ExitCode.Findings;
    }
}
