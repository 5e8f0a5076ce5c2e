using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Operations.Checkup;
using Qa.Portal.Commands.Serving;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Operations;

/// <summary><c>qa doctor</c>: looks at everything that an installation needs, and says in plain words what is not as it should be.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var json = new Option<bool>("--json") { Description = texts["doctor.json"] };
        var quick = new Option<bool>("--quick") { Description = texts["doctor.quick"] };
        var urls = new Option<string>("--urls") { Description = texts["doctor.urls"], HelpName = "URL;URL", DefaultValueFactory = static _ => ServeCommand.DefaultUrl };
        var key = new Option<string?>("--recordings-key") { Description = texts["serve.recordingsKey"], HelpName = "FILE" };
        var folders = new FolderOptions(texts);
        var command = new Command("doctor", texts["doctor.description"]) { json, quick, urls, key };
        folders.AddTo(command);
        command.SetOperation(session, async (choice, parsed, cancellation) =>
        {
            var addresses = ServeCommand.Split(parsed.GetValue(urls)!);
            if (addresses.FirstOrDefault(static url => !ServeCommand.IsAddress(url)) is { } odd)
                throw new InstallationException(texts.Format("installation.notAnAddress", odd), ExitCode.Usage);
            var subject = new CheckSubject(
                texts, choice, folders.Of(parsed, choice.Data), parsed.GetValue(key) is { } file ? FolderOptions.ReadKeys(file) : null, [.. addresses.Select(ServeCommand.ToUri)],
                await InstallationClient.RunningAsync(choice.Data, cancellation), ModelFolder.Find(session.Surroundings.Variable), TimeProvider.System);
            var findings = await LookAsync(subject, parsed.GetValue(quick), cancellation);
            Tell(session, findings, parsed.GetValue(json));
            return findings.Any(static finding => finding.State == CheckState.Bad) ? ExitCode.Findings : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<List<CheckFinding>> LookAsync(CheckSubject subject, bool isQuick, CancellationToken cancellation)
    {
        var findings = new List<CheckFinding>();
        if (!OperationCommand.IsServer(subject.Choice.Database) && !File.Exists(subject.Choice.Database))
            findings.Add(subject.Bad("database", "doctor.noDatabase", subject.Choice.Database));
        else
            findings.AddRange(await LookAtDatabaseAsync(subject, isQuick, cancellation));
        findings.AddRange(FolderChecks.Writable(subject));
        findings.AddRange(FolderChecks.Room(subject));
        findings.Add(KeyChecks.Signing(subject));
        findings.Add(KeyChecks.Sealing(subject));
        findings.AddRange(KeyChecks.Secrets(subject));
        findings.AddRange(HearingChecks.Models(subject));
        findings.Add(await HearingChecks.FfmpegAsync(subject, cancellation));
        findings.AddRange(PortChecks.Run(subject));
        return findings;
    }

    private static async Task<List<CheckFinding>> LookAtDatabaseAsync(CheckSubject subject, bool isQuick, CancellationToken cancellation)
    {
        await using var database = DatabaseAddress.Open(subject.Choice.Database);
        var (isUsable, opened) = await DatabaseChecks.OpenAsync(subject, database, cancellation);
        List<CheckFinding> findings = [.. opened];
        if (!isUsable)
            return findings;
        try
        {
            await AskAsync(subject, database, isQuick, findings, cancellation);
        }
        catch (DbException exception)
        {
            // A damaged page shows only where it is read.
            findings.Add(subject.Bad("database", "doctor.databaseSilent", database.ShownName, exception.Message));
        }

        return findings;
    }

    private static async Task AskAsync(CheckSubject subject, Database database, bool isQuick, List<CheckFinding> findings, CancellationToken cancellation)
    {
        findings.Add(await DatabaseChecks.ClockAsync(subject, database, cancellation));
        findings.AddRange(await FolderChecks.MarkersAsync(subject, database, cancellation));
        findings.AddRange(await WorkChecks.RunAsync(subject, database, cancellation));
        if (isQuick)
        {
            findings.Add(subject.Skipped("chains", "doctor.notAsked"));
            return;
        }

        findings.Add(await DatabaseChecks.FilesAsync(subject, database, cancellation));
        findings.Add(await DatabaseChecks.ChainsAsync(subject, database, cancellation));
    }

    private static void Tell(CommandSession session, IReadOnlyList<CheckFinding> findings, bool asJson)
    {
        var output = session.Surroundings.Text;
        var (bad, warnings) = (findings.Count(static finding => finding.State == CheckState.Bad), findings.Count(static finding => finding.State == CheckState.Warning));
        if (asJson)
        {
            var checks = findings.Select(static finding => new { finding.Check, state = finding.State.ToString().ToLowerInvariant(), finding.Message });
            output.WriteLine(JsonSerializer.Serialize(new { isWell = bad == 0, bad, warnings, checks }, Json));
            return;
        }

        foreach (var finding in findings)
            output.WriteLine(PrintableText.Of($"{SignOf(finding.State)} {finding.Message}"));
        output.WriteLine();
        output.WriteLine(bad + warnings == 0 ? session.Texts["doctor.well"] : session.Texts.Format("doctor.notWell", bad, warnings));
    }

    private static char SignOf(CheckState state) => state switch
    {
        CheckState.Good => '✓',
        CheckState.Warning => '!',
        CheckState.Bad => '✗',
        _ => '-',
    };
}
