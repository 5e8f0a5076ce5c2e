using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Grains.Bundles;
using Qa.Grains.Publication.Checkpoints;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa verify</c>: checks the whole publication log and every version and the audit log, or a bundle with nothing but the bundle.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var bundle = new Argument<string?>("BUNDLE") { Description = texts["verify.bundle"], Arity = ArgumentArity.ZeroOrOne };
        var checkpoint = new Option<string?>("--checkpoint") { Description = texts["verify.checkpoint"], HelpName = "FILE" };
        var key = new Option<string?>("--key") { Description = texts["verify.key"], HelpName = "FINGERPRINT" };
        var earlierKeys = new Option<string[]>("--earlier-key") { Description = texts["verify.earlierKey"], HelpName = "FINGERPRINT" };
        var command = new Command("verify", texts["verify.description"]) { bundle, checkpoint, key, earlierKeys };
        command.SetInstallationAction(
            session,
            async (client, parsed, cancellation) => await VerifyLogsAsync(session, client, parsed.GetValue(checkpoint), parsed.GetValue(key), parsed.GetValue(earlierKeys) ?? [], cancellation),
            instead: async (parsed, cancellation) => parsed.GetValue(bundle) is { } path
                ? await VerifyBundleAsync(session, path, parsed.GetValue(checkpoint), parsed.GetValue(key), cancellation)
                : null);
        return command;
    }

    private static async Task<int> VerifyLogsAsync(
        CommandSession session, InstallationClient client, string? checkpointFile, string? key, string[] earlierKeys, CancellationToken cancellation)
    {
        if (key is not null && checkpointFile is null)
            throw new InstallationException(session.Texts["verify.keyAlone"], ExitCode.Usage);
        var checkpoint = checkpointFile is null ? null : ReadCheckpoint(session, checkpointFile);
        if (key is not null && checkpoint!.Fingerprint != key)
        {
            session.Complain(session.Texts.Format("verify.otherKey", checkpointFile, checkpoint.Fingerprint, key));
            return ExitCode.Findings;
        }

        var publications = await VerifyAsync(
            session, client, "api/v1/publications/verify", checkpoint,
            static (texts, answer, holds) => [texts.Format(holds ? "verify.holds" : "verify.broken", answer.Text("count"), answer.Text("lastHash"))], cancellation);
        var keys = string.Join('&', earlierKeys.Select(static earlier => $"earlierKey={Uri.EscapeDataString(earlier)}"));
        var audit = await VerifyAsync(session, client, $"api/v1/audit/verify?{keys}", checkpoint, (texts, answer, holds) => SummaryOfAudit(texts, answer, holds, checkpoint), cancellation);
        return Math.Max(publications, audit);
    }

    private static async Task<int> VerifyAsync(
        CommandSession session, InstallationClient client, string path, SignedCheckpoint? checkpoint, Func<CommandTexts, InstallationAnswer, bool, IEnumerable<string>> summary,
        CancellationToken cancellation)
    {
        var answer = checkpoint is null
            ? await client.GetAsync(path, cancellation)
            : await client.PostAsync(path, JsonNode.Parse(checkpoint.ToJson()), cancellation);
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        foreach (var finding in answer.Json.GetProperty("findings").EnumerateArray())
            session.Complain(finding.GetString()!);
        var holds = answer.Json.GetProperty("holds").GetBoolean();
        foreach (var line in summary(session.Texts, answer, holds))
            session.Surroundings.Text.WriteLine(line);
        return holds ? ExitCode.Ok : ExitCode.Findings;
    }

    private static IEnumerable<string> SummaryOfAudit(CommandTexts texts, InstallationAnswer answer, bool holds, SignedCheckpoint? checkpoint)
    {
        yield return answer.Json.GetProperty("head") is { ValueKind: JsonValueKind.Object } head
            ? texts.Format(
                holds ? "verify.auditHolds" : "verify.auditBroken", answer.Text("sealed"), answer.Text("notYetSealed"), answer.Text("sealedUpTo"), head.GetProperty("seal").ToString(),
                head.GetProperty("hash").ToString())
            : texts.Format(holds ? "verify.auditUnsealed" : "verify.auditUnsealedBroken", answer.Text("notYetSealed"));
        if (checkpoint is not null && !answer.Json.GetProperty("isFromCheckpoint").GetBoolean())
            yield return texts["verify.auditOtherCheckpoint"];
    }

    private static async Task<int> VerifyBundleAsync(CommandSession session, string path, string? checkpointFile, string? key, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);
        var checkpoint = checkpointFile is null ? null : ReadCheckpoint(session, checkpointFile);
        await using var file = File.OpenRead(path);
        var report = await BundleCheck.RunAsync(file, key, checkpoint, cancellation);
        foreach (var finding in report.Findings)
            session.Complain($"{path}: {finding}");
        var output = session.Surroundings.Text;
        output.WriteLine(session.Texts.Format(
            report.Holds ? "verify.bundleHolds" : "verify.bundleBroken", report.Publications, report.Versions, report.Interactions, report.Scorecards, report.Identical));
        if (report.Erased > 0)
            output.WriteLine(session.Texts.Format("replay.erased", report.Erased));
        if (report.Key is not null)
            output.WriteLine(session.Texts.Format("verify.signed", report.Time!, report.Key));
        return report.Holds ? ExitCode.Ok : ExitCode.Findings;
    }

    private static SignedCheckpoint ReadCheckpoint(CommandSession session, string path)
    {
        if (!File.Exists(path))
            throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);
        try
        {
            return SignedCheckpoint.Read(File.ReadAllText(path));
        }
        catch (FormatException exception)
        {
            throw new InstallationException($"{path}: {exception.Message}", ExitCode.Findings);
        }
    }
}
