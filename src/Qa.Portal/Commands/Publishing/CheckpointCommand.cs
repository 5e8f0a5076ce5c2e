using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa checkpoint</c>: a signed checkpoint of the publication log, to be kept outside the database.</summary>
internal static class CheckpointCommand
{
    public static Command Create(CommandSession session)
    {
        var target = new Argument<string>("FILE") { Description = session.Texts["checkpoint.file"] };
        var command = new Command("checkpoint", session.Texts["checkpoint.description"]) { target };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var answer = await client.GetAsync("api/v1/publications/checkpoint", cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            var path = parsed.GetValue(target)!;
            if (File.Exists(path))
                throw new InstallationException(session.Texts.Format("db.exists", path), ExitCode.Environment);
            var checkpoint = Qa.Grains.Publication.Checkpoints.SignedCheckpoint.Read(answer.Json.GetRawText());
            await File.WriteAllTextAsync(path, checkpoint.ToJson(), cancellation);
            session.Surroundings.Text.WriteLine(session.Texts.Format("checkpoint.written", path, checkpoint.Count, checkpoint.Fingerprint));
            return ExitCode.Ok;
        });
        return command;
    }
}
