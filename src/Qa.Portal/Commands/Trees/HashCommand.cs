using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Versions;

namespace Qa.Portal.Commands.Trees;

/// <summary><c>qa hash</c>: the identity of a tree, for comparing a file with what is published.</summary>
internal static class HashCommand
{
    public static Command Create(CommandSession session)
    {
        var file = new Argument<string>("FILE") { Description = session.Texts["symbol.treeFile"] };
        var command = new Command("hash", session.Texts["hash.description"]) { file };
        command.SetAction(parsed => Run(session, parsed.GetValue(file)!));
        return command;
    }

    private static int Run(CommandSession session, string path)
    {
        if (TreeForScoring.TryLoad(session, path, out var tree, out var exitCode))
            session.Surroundings.Text.WriteLine(TreeHash.Of(tree.Document));
        return exitCode;
    }
}
