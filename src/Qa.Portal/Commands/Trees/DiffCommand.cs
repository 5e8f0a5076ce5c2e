using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Versions;

namespace Qa.Portal.Commands.Trees;

/// <summary><c>qa diff</c>: what changes from one tree to another, node by node, as a person who publishes wants to read it.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandSession session)
    {
        var old = new Argument<string>("A") { Description = session.Texts["diff.old"] };
        var changed = new Argument<string>("B") { Description = session.Texts["diff.new"] };
        var command = new Command("diff", session.Texts["diff.description"]) { old, changed };
        command.SetAction(parsed => Run(session, parsed.GetValue(old)!, parsed.GetValue(changed)!));
        return command;
    }

    private static int Run(CommandSession session, string oldPath, string newPath)
    {
        // Both are loaded before anything is said, so that the errors of both are seen at once.
        var hasOld = TreeForScoring.TryLoad(session, oldPath, out var old, out var oldCode);
        var hasNew = TreeForScoring.TryLoad(session, newPath, out var changed, out var newCode);
        if (!hasOld || !hasNew)
            return Math.Max(oldCode, newCode);
        var difference = TreeDifference.Between(old!, changed!);
        if (difference.IsEmpty)
        {
            session.Surroundings.Text.WriteLine($"{session.Texts["diff.same"]}  {TreeHash.Of(old!.Document)}");
            return ExitCode.Ok;
        }

        new DiffView(session).Show(difference);
        return ExitCode.Findings;
    }
}
