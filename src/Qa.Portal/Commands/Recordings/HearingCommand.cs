using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Recordings;

/// <summary><c>qa recording hearing</c>: whether the server can hear recordings, and how its watched folders stand. Exit code 1 when something is amiss.</summary>
internal static class HearingCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var command = new Command("hearing", texts["recording.hearing"]);
        command.SetInstallationAction(session, async (client, _, cancellation) =>
        {
            var answer = await client.GetAsync("api/v1/recordings/hearing", cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            var output = session.Surroundings.Text;
            var isAmiss = answer.Text("voiceMissing").Length > 0;
            output.WriteLine(isAmiss ? texts.Format("recording.voiceMissing", answer.Text("voiceMissing")) : texts["recording.voiceThere"]);
            output.WriteLine(answer.Text("engine") is { Length: > 0 } engine ? texts.Format("recording.engine", engine) : texts.Format("recording.engineMissing", answer.Text("engineMissing")));
            foreach (var folder in answer.Json.GetProperty("folders").EnumerateArray())
            {
                var state = RowsView.Word(session, folder, "state");
                output.WriteLine(PrintableText.Of(texts.Format("recording.folder", RowsView.Text(folder, "folder"), state, RowsView.Text(folder, "taken"), RowsView.Text(folder, "waiting"))));
                foreach (var problem in folder.GetProperty("problems").EnumerateArray())
                    output.WriteLine(PrintableText.Of($"  {RowsView.Text(problem, "file")}: {RowsView.Text(problem, "problem")}"));
                isAmiss |= RowsView.Text(folder, "state") == "missing" || folder.GetProperty("problems").GetArrayLength() > 0;
            }

            return isAmiss ? ExitCode.Findings : ExitCode.Ok;
        });
        return command;
    }
}
