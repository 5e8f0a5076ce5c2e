using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Lines;

namespace Qa.Portal.Commands.Inspecting;

/// <summary><c>qa send</c>: sends interactions in, to be scored by every set that fits.</summary>
internal static class SendCommand
{
    public static Command Create(CommandSession session)
    {
        var inputs = CommonSymbols.InputsArgument(session.Texts);
        var command = new Command("send", session.Texts["send.description"]) { inputs };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var paths = parsed.GetValue(inputs)!;
            if (LineInput.FindUnreadable(paths, session.Texts) is { } problem)
                throw new InstallationException(problem, ExitCode.Environment);
            var exitCode = ExitCode.Ok;
            foreach (var path in paths)
                exitCode = Math.Max(exitCode, await SendAsync(session, client, path, cancellation));
            return exitCode;
        });
        return command;
    }

    private static async Task<int> SendAsync(CommandSession session, InstallationClient client, string path, CancellationToken cancellation)
    {
        await using var lines = path == LineInput.StandardInput ? session.Surroundings.Input : File.OpenRead(path);
        var answer = await client.PostLinesAsync("api/v1/interactions", lines, cancellation);
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        var rejected = answer.Json.GetProperty("rejected");
        foreach (var line in rejected.EnumerateArray())
            session.Complain($"{path}:{RowsView.Text(line, "line")}: {RowsView.Text(line, "error")}");
        session.Surroundings.Text.WriteLine(session.Texts.Format("send.summary", path, answer.Text("accepted"), answer.Text("duplicates"), rejected.GetArrayLength()));
        return rejected.GetArrayLength() > 0 ? ExitCode.Findings : ExitCode.Ok;
    }
}
