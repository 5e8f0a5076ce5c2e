using System.Diagnostics.CodeAnalysis;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Lines;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>What every command does first that scores: check that the inputs are there, load the tree, say its errors, compile it.</summary>
internal static class TreeForScoring
{
    public static bool TryCompile(
        CommandSession session, string treePath, string[] inputs, [NotNullWhen(true)] out CompiledTree? compiled, out int exitCode)
    {
        compiled = null;
        if (LineInput.FindUnreadable(inputs, session.Texts) is { } problem)
        {
            session.Complain(problem);
            exitCode = ExitCode.Environment;
            return false;
        }

        if (!TryLoad(session, treePath, out var tree, out exitCode))
            return false;
        compiled = CompiledTree.Compile(tree);
        return true;
    }

    /// <summary>Loads a tree, or tells its errors on standard error.</summary>
    public static bool TryLoad(CommandSession session, string treePath, [NotNullWhen(true)] out NormTree? tree, out int exitCode)
    {
        var loaded = TreeFile.Load(treePath);
        tree = loaded.Tree;
        exitCode = tree is not null ? ExitCode.Ok
            : DocumentFile.IsUnreadable(loaded.Diagnostics[0]) ? ExitCode.Environment
            : ExitCode.Findings;
        foreach (var diagnostic in loaded.Diagnostics)
            session.Surroundings.Error.WriteLine(DiagnosticLine.Of(diagnostic));
        return tree is not null;
    }
}
