using System.CommandLine;
using System.CommandLine.Completions;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Commands.Explaining;

/// <summary><c>qa explain</c>: one interaction, with everything that its score comes from.</summary>
internal static class ExplainCommand
{
    /// <summary>Ids that completion offers: more do not fit a screen.</summary>
    private const int MostSuggestions = 200;

    public static Command Create(CommandSession session)
    {
        var tree = CommonSymbols.TreeOption(session.Texts);
        var inputs = CommonSymbols.InputsArgument(session.Texts);
        var id = new Option<string>("--id") { Description = session.Texts["explain.id"], HelpName = "ID", Required = true };
        id.CompletionSources.Add(context => SuggestIds(context, inputs));
        var command = new Command("explain", session.Texts["explain.description"]) { tree, inputs, id };
        command.SetAction((parsed, cancellation) => RunAsync(
            session, parsed.GetValue(tree)!, parsed.GetValue(inputs)!, parsed.GetValue(id)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandSession session, string treePath, string[] inputs, string id, CancellationToken cancellation)
    {
        if (!TreeForScoring.TryCompile(session, treePath, inputs, out var tree, out var exitCode))
            return exitCode;
        var found = await InteractionFinder.FindAsync(new(inputs, session.Surroundings.Input), id, cancellation).ConfigureAwait(false);
        if (found is null)
        {
            session.Complain(session.Texts.Format("explain.notFound", id));
            return ExitCode.Findings;
        }

        if (found.Reading.Interaction is not { } interaction)
        {
            foreach (var error in found.Reading.Errors)
                session.ErrorConsole.Write(new PlainLine(FormattableString.Invariant($"{found.Source}:{found.Line}: {error.Message}")));
            return ExitCode.Findings;
        }

        Show(session, tree, interaction);
        return ExitCode.Ok;
    }

    private static void Show(CommandSession session, CompiledTree tree, Interaction interaction)
    {
        var scorecard = Scorer.Score(tree, interaction, version: 0);
        var summary = new SummaryView(session);
        summary.ShowInteraction(interaction);
        new DialogueView(session).Show(interaction, new(tree.Tree, interaction, scorecard));
        session.Console.Write(new PlainLine(""));
        var points = new NodePoints(tree.Tree, scorecard);
        new TreeView(session).Show(tree.Tree, scorecard, points);
        session.Console.Write(new PlainLine(""));
        summary.ShowScore(tree.Tree, scorecard, points);
    }

    private static IEnumerable<CompletionItem> SuggestIds(CompletionContext context, Argument<string[]> inputs)
    {
        var files = (context.ParseResult.GetValue(inputs) ?? []).Where(File.Exists);
        return files
            .SelectMany(static file => File.ReadLines(file))
            .Select(static line => InteractionFinder.IdOf(System.Text.Encoding.UTF8.GetBytes(line)))
            .OfType<string>()
            .Where(id => id.StartsWith(context.WordToComplete, StringComparison.Ordinal))
            .Take(MostSuggestions)
            .Select(static id => new CompletionItem(id));
    }
}
