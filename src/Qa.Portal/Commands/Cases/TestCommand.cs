using System.CommandLine;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary><c>qa test</c>: runs must-hit and must-miss cases, and says which norms have too few.</summary>
internal static class TestCommand
{
    public static Command Create(CommandSession session)
    {
        var files = new Argument<string[]>("FILE") { Description = session.Texts["test.files"], Arity = ArgumentArity.OneOrMore };
        var strict = new Option<bool>("--strict") { Description = session.Texts["test.strict"] };
        var command = new Command("test", session.Texts["test.description"]) { files, strict };
        command.SetAction(parsed => Run(session, parsed.GetValue(files)!, parsed.GetValue(strict)));
        return command;
    }

    private static int Run(CommandSession session, string[] paths, bool isStrict)
    {
        var suite = new CaseSuite();
        foreach (var path in paths)
        {
            var source = CaseSources.Of(path);
            if (source.Files.Count == 0)
                session.Complain(session.Texts.Format("test.none", path));
            suite.Add(source);
        }

        var view = new CaseView(session);
        foreach (var tree in suite.Trees)
            view.ShowNorms(tree);
        SourceExcerpt.Show(session, suite.Diagnostics);
        foreach (var tree in suite.Trees)
            view.ShowFailures(tree);
        var thin = suite.Trees.Where(static tree => tree.IsWhole).Sum(view.ShowThin);
        var (run, failed) = (0, 0);
        foreach (var placed in suite.Trees.SelectMany(static tree => tree.Verdicts))
            (run, failed) = (run + 1, failed + (placed.Verdict.Passed ? 0 : 1));
        session.Surroundings.Text.WriteLine(session.Texts.Format("test.summary", run, failed, suite.Diagnostics.Count, thin));
        if (suite.Diagnostics.Any(DocumentFile.IsUnreadable))
            return ExitCode.Environment;
        return failed + suite.Diagnostics.Count > 0 || run == 0 || (isStrict && thin > 0) ? ExitCode.Findings : ExitCode.Ok;
    }
}
