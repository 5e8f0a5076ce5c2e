using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa privacy</c>: the list of erasures, out of an installation, and applied again after a restore.</summary>
internal static class PrivacyCommand
{
    private const string Address = "api/v1/privacy/erasures/list";

    public static Command Create(CommandSession session) => new("privacy", session.Texts["privacy.description"]) { List(session), Reapply(session) };

    private static Command List(CommandSession session)
    {
        var texts = session.Texts;
        var target = new Argument<string>("FILE") { Description = texts["privacy.target"] };
        var command = new Command("list", texts["privacy.list"]) { target };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = parsed.GetValue(target)!;
            if (File.Exists(path))
                throw new InstallationException(texts.Format("db.exists", path), ExitCode.Environment);
            var answer = await client.DownloadAsync(Address, path, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("privacy.listed", File.ReadLines(path).Count(), path));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Reapply(CommandSession session)
    {
        var texts = session.Texts;
        var source = new Argument<string?>("FILE") { Description = texts["privacy.source"], Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("reapply", texts["privacy.reapply"]) { source };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = parsed.GetValue(source) ?? new DataFolder(parsed.GetValue<string>("--data")!).ErasureList;
            if (!File.Exists(path))
                throw new InstallationException(texts.Format("file.missing", path), ExitCode.Environment);
            await using var lines = File.OpenRead(path);
            var answer = await client.PostLinesAsync(Address, lines, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("privacy.reapplied", answer.Text("erasures"), answer.Text("interactions"), answer.Text("held")));
            return answer.Text("held") == "0" ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }
}
