using System.Collections.Immutable;
using System.CommandLine;
using Qa.Portal.Commands.Cases;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary><c>qa validate</c>: all errors of norm trees and cases files, for people or as JSON for tools.</summary>
internal static class ValidateCommand
{
    private const string Json = "json";

    public static Command Create(CommandSession session)
    {
        var files = new Argument<string[]>("FILE") { Description = session.Texts["validate.files"], Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = session.Texts["validate.format"], DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", Json);
        var command = new Command("validate", session.Texts["validate.description"]) { files, format };
        command.SetAction(parsed => Run(session, parsed.GetValue(files)!, parsed.GetValue(format) == Json));
        return command;
    }

    private static int Run(CommandSession session, string[] paths, bool asJson)
    {
        var all = new List<Diagnostic>();
        foreach (var path in paths)
        {
            var diagnostics = Check(path, out var summary, session);
            all.AddRange(diagnostics);
            if (asJson)
                continue;
            if (diagnostics.Length == 0)
                session.Surroundings.Text.WriteLine($"{path}: {summary}");
            else
                SourceExcerpt.Show(session, diagnostics);
        }

        if (asJson)
            DiagnosticJson.Write(all, session.Surroundings.Text);
        else if (all.Count > 0)
            session.Complain(session.Texts.Format("validate.found", all.Count));
        return all.Exists(DocumentFile.IsUnreadable) ? ExitCode.Environment : all.Count > 0 ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>The errors of a file; without any, <paramref name="summary"/> says what it holds.</summary>
    private static ImmutableArray<Diagnostic> Check(string path, out string summary, CommandSession session)
    {
        summary = "";
        if (!DocumentFile.TryRead(path, out var utf8, out var unreadable))
            return [unreadable];
        if (CaseReader.IsCases(utf8))
        {
            var cases = CaseReader.Read(path, utf8);
            summary = session.Texts.Format("validate.cases", cases.File?.Norms.Length, cases.File?.Norms.Sum(static norm => norm.Cases.Length));
            return cases.Diagnostics;
        }

        var loaded = TreeLoader.Load(path, utf8, TreeFile.LexiconsOf(path));
        if (loaded.Tree is { } tree)
            summary = session.Texts.Format("validate.tree", tree.Name, TreeWalk.NormsByPath(tree).Count);
        return loaded.Diagnostics;
    }
}
