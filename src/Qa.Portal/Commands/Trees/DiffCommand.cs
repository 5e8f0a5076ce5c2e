using System.CommandLine;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Trees;

internal static class DiffCommand
{
    public static Command Create(CommandSession session) => new("diff", session.Texts["diff.description"]);
}
