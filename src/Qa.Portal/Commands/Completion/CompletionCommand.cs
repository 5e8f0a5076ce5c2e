using System.CommandLine;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Completion;

/// <summary><c>qa completion SHELL</c>: a script that teaches a shell to complete our command lines, with nothing else installed.</summary>
internal static class CompletionCommand
{
    public static Command Create(CommandSession session)
    {
        var shell = new Argument<string>("SHELL") { Description = session.Texts["completion.shell"] };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new Command("completion", session.Texts["completion.description"]) { shell };
        command.SetAction(parsed => session.Surroundings.Text.Write(CompletionScripts.Of(parsed.GetValue(shell)!)));
        return command;
    }
}
