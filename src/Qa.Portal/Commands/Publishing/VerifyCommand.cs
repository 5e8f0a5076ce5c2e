using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa verify</c>: checks the whole publication log and every version.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandSession session)
    {
        var command = new Command("verify", session.Texts["verify.description"]);
        command.SetInstallationAction(session, async (client, _, cancellation) =>
        {
            var answer = await client.GetAsync("api/v1/publications/verify", cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            foreach (var finding in answer.Json.GetProperty("findings").EnumerateArray())
                session.Complain(finding.GetString()!);
            var holds = answer.Json.GetProperty("holds").GetBoolean();
            session.Surroundings.Text.WriteLine(session.Texts.Format(holds ? "verify.holds" : "verify.broken", answer.Text("count"), answer.Text("lastHash")));
            return holds ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }
}
