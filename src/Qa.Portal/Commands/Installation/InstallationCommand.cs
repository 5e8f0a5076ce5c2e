using System.CommandLine;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Installation;

/// <summary>What all commands on an installation share: their options, the client, and how refusals are told.</summary>
internal static class InstallationCommand
{
    /// <summary>Gives a command the installation options and an action that gets the client.</summary>
    /// <param name="instead">What is done without an installation, where the command line asks for that; its exit code, or null when it does not.</param>
    public static void SetInstallationAction(
        this Command command, CommandSession session, Func<InstallationClient, ParseResult, CancellationToken, Task<int>> act,
        Func<ParseResult, CancellationToken, Task<int?>>? instead = null)
    {
        var options = new InstallationOptions(session.Texts);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                if (instead is not null && await instead(parsed, cancellation) is { } exitCode)
                    return exitCode;
                await using var client = await InstallationClient.OpenAsync(session, options.Of(parsed), cancellation);
                return await act(client, parsed, cancellation);
            }
            catch (InstallationException exception)
            {
                session.Complain(exception.Message);
                return exception.ExitCode;
            }
        });
    }

    /// <summary>Says why a request was refused.</summary>
    public static int Refused(CommandSession session, InstallationAnswer answer)
    {
        foreach (var problem in answer.Problems())
            session.Complain(problem);
        return answer.Status is 401 or >= 500 ? ExitCode.Environment : ExitCode.Findings;
    }
}
