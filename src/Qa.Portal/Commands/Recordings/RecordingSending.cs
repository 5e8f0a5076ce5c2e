using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Recordings;

/// <summary><c>qa recording send</c>: recordings go in, with the call data and the transcript of one where they are known.</summary>
internal static class RecordingSending
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var files = new Argument<string[]>("FILE") { Description = texts["transcribe.files"], Arity = ArgumentArity.OneOrMore };
        var call = new Option<string?>("--call") { Description = texts["recording.callFile"], HelpName = "FILE" };
        var transcript = new Option<string?>("--transcript") { Description = texts["transcribe.transcript"], HelpName = "FILE" };
        var command = new Command("send", texts["recording.send"]) { files, call, transcript };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var paths = parsed.GetValue(files)!;
            if (paths.Length > 1 && (parsed.GetValue(call), parsed.GetValue(transcript)) is not (null, null))
                throw new InstallationException(texts["recording.oneFile"], ExitCode.Usage);
            var exitCode = ExitCode.Ok;
            foreach (var path in paths)
                exitCode = Math.Max(exitCode, await SendAsync(session, client, path, parsed.GetValue(call), parsed.GetValue(transcript), cancellation));
            return exitCode;
        });
        return command;
    }

    private static async Task<int> SendAsync(CommandSession session, InstallationClient client, string path, string? call, string? transcript, CancellationToken cancellation)
    {
        // Small parts first: what is wrong with them is told before the recording has been sent.
        using var form = new MultipartFormDataContent();
        if (call is not null)
            form.Add(new StreamContent(SentFile.Open(session, call)), "call");
        if (transcript is not null)
            form.Add(new StreamContent(SentFile.Open(session, transcript)), "transcript", Path.GetFileName(transcript));
        form.Add(new StreamContent(SentFile.Open(session, path)), "recording", Path.GetFileName(path));
        var answer = await client.SendAsync(HttpMethod.Post, "api/v1/recordings", form, cancellation);
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        var recording = answer.Json.GetProperty("recording");
        session.Surroundings.Text.WriteLine(session.Texts.Format($"recording.{answer.Text("outcome")}", path, RowsView.Text(recording, "id")));
        return ExitCode.Ok;
    }
}
