using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa bundle</c>: an installation's history as one file, out and in.</summary>
internal static class BundleCommand
{
    public static Command Create(CommandSession session) => new("bundle", session.Texts["bundle.description"]) { Export(session), Import(session) };

    private static Command Export(CommandSession session)
    {
        var texts = session.Texts;
        var target = new Argument<string>("FILE") { Description = texts["bundle.target"] };
        var set = new Option<string?>("--set") { Description = texts["bundle.set"], HelpName = "SET" };
        var from = new Option<DateTimeOffset?>("--from") { Description = texts["task.from"], HelpName = "TIME" };
        var to = new Option<DateTimeOffset?>("--to") { Description = texts["task.to"], HelpName = "TIME" };
        var historyOnly = new Option<bool>("--history-only") { Description = texts["bundle.historyOnly"] };
        var command = new Command("export", texts["bundle.export"]) { target, set, from, to, historyOnly };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = parsed.GetValue(target)!;
            if (File.Exists(path))
                throw new InstallationException(texts.Format("db.exists", path), ExitCode.Environment);
            var query = Query(("ruleSet", parsed.GetValue(set)), ("from", RequestTime.Of(parsed.GetValue(from))), ("to", RequestTime.Of(parsed.GetValue(to))), ("historyOnly", parsed.GetValue(historyOnly) ? "true" : null));

            // Beside its place first: what was cut off is never taken for a bundle.
            var beside = $"{path}.{Guid.NewGuid():n}";
            InstallationAnswer answer;
            try
            {
                answer = await client.DownloadAsync($"api/v1/bundles/export{query}", beside, cancellation);
            }
            catch
            {
                File.Delete(beside);
                throw;
            }

            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            File.Move(beside, path);
            session.Surroundings.Text.WriteLine(texts.Format("bundle.exported", path, new FileInfo(path).Length));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Import(CommandSession session)
    {
        var source = new Argument<string>("FILE") { Description = session.Texts["verify.bundle"] };
        var key = new Option<string?>("--key") { Description = session.Texts["verify.key"], HelpName = "FINGERPRINT" };
        var command = new Command("import", session.Texts["bundle.import"]) { source, key };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = parsed.GetValue(source)!;
            if (!File.Exists(path))
                throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);
            await using var file = File.OpenRead(path);
            var answer = await client.PostLinesAsync($"api/v1/bundles/import{Query(("key", parsed.GetValue(key)))}", file, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(session.Texts.Format("bundle.imported", answer.Text("publications"), answer.Text("interactions"), answer.Text("scorecards"), answer.Text("alreadyThere"), answer.Text("key")));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var given = new List<string>();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
                given.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
