using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Recordings;

/// <summary><c>qa recording</c>: recordings of an installation: sent in, looked at, and helped on where they wait for a person.</summary>
internal static class RecordingCommand
{
    private const string Queued = "queued";
    private const string Heard = "heard";

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(300);

    private static readonly JsonSerializerOptions ReadableJson = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandSession session) => new("recording", session.Texts["recording.description"])
    {
        RecordingSending.Create(session),
        ListCommand(session),
        ShowCommand(session),
        TranscriptCommand(session),
        SpeakersCommand(session),
        CallCommand(session),
        RetryCommand(session),
        AudioCommand(session),
        HearingCommand.Create(session),
    };

    /// <summary>Shows recordings as rows, and below them what those wait for that are no further.</summary>
    public static void Show(CommandSession session, IReadOnlyList<JsonElement> recordings)
    {
        RowsView.Show(
            session, recordings,
            ("column.recording", static row => RowsView.Text(row, "id")),
            ("column.state", row => RowsView.Word(session, row, "state")),
            ("column.file", static row => RowsView.Text(row, "file")),
            ("column.agent", static row => RowsView.Text(row.GetProperty("call").GetProperty("agent"), "id")),
            ("column.at", static row => row.GetProperty("receivedAt").GetDateTimeOffset().ToString("u", System.Globalization.CultureInfo.InvariantCulture)));

        // Sentences, which no column holds.
        foreach (var row in recordings.Where(static row => RowsView.Text(row, "reason").Length > 0))
            session.Surroundings.Text.WriteLine(PrintableText.Of($"{RowsView.Text(row, "id")}: {RowsView.Text(row, "reason")}"));
    }

    private static Command ListCommand(CommandSession session)
    {
        var state = new Option<string?>("--state") { Description = session.Texts["recording.state"], HelpName = "STATE" };
        var limit = new Option<int>("--limit") { Description = session.Texts["symbol.limit"], DefaultValueFactory = static _ => 50 };
        var wait = new Option<bool>("--wait") { Description = session.Texts["recording.wait"] };
        var command = new Command("list", session.Texts["recording.list"]) { state, limit, wait };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var filter = parsed.GetValue(state) is { } wanted ? $"&state={Uri.EscapeDataString(wanted)}" : "";
            while (true)
            {
                var answer = await client.GetAsync(FormattableString.Invariant($"api/v1/recordings?limit={parsed.GetValue(limit)}{filter}"), cancellation);
                if (!answer.Succeeded)
                    return InstallationCommand.Refused(session, answer);
                var rows = answer.Json.EnumerateArray().ToList();
                if (parsed.GetValue(wait) && rows.Exists(static row => RowsView.Text(row, "state") is Queued or Heard))
                {
                    await Task.Delay(LookPeriod, cancellation);
                    continue;
                }

                Show(session, rows);
                return ExitCode.Ok;
            }
        });
        return command;
    }

    private static Command ShowCommand(CommandSession session)
    {
        var id = IdArgument(session);
        var command = new Command("show", session.Texts["recording.show"]) { id };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var answer = await client.GetAsync(PathOf(parsed.GetValue(id)!), cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(JsonSerializer.Serialize(answer.Json, ReadableJson));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command TranscriptCommand(CommandSession session)
    {
        var (id, file) = (IdArgument(session), FileArgument(session, "transcribe.transcript"));
        var command = new Command("transcript", session.Texts["recording.transcript"]) { id, file };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
            await PutAsync(session, client, $"{PathOf(parsed.GetValue(id)!)}/transcript", Content(session, parsed.GetValue(file)!), cancellation));
        return command;
    }

    private static Command CallCommand(CommandSession session)
    {
        var (id, file) = (IdArgument(session), FileArgument(session, "recording.callFile"));
        var command = new Command("call", session.Texts["recording.call"]) { id, file };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
            await PutAsync(session, client, $"{PathOf(parsed.GetValue(id)!)}/call", Content(session, parsed.GetValue(file)!), cancellation));
        return command;
    }

    private static Command SpeakersCommand(CommandSession session)
    {
        var texts = session.Texts;
        var id = IdArgument(session);
        var speaker = new Option<string?>("--agent-speaker") { Description = texts["transcribe.agentSpeaker"], HelpName = "NAME" };
        var channel = new Option<string?>("--agent-channel") { Description = texts["transcribe.agentChannel"] };
        channel.AcceptOnlyFromAmong("left", "right");
        var agent = StretchesOption("--agent", texts["recording.agentSpeaks"]);
        var customer = StretchesOption("--customer", texts["recording.customerSpeaks"]);
        var command = new Command("speakers", texts["recording.speakers"]) { id, speaker, channel, agent, customer };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            JsonArray said = [.. SpokenStretch.Of(parsed.GetValue(agent)!, "agent", texts), .. SpokenStretch.Of(parsed.GetValue(customer)!, "customer", texts)];
            var body = new JsonObject { ["agentSpeaker"] = parsed.GetValue(speaker), ["agentChannel"] = parsed.GetValue(channel), ["speakers"] = said.Count == 0 ? null : said };
            using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            return await PutAsync(session, client, $"{PathOf(parsed.GetValue(id)!)}/speakers", content, cancellation);
        });
        return command;
    }

    private static Command RetryCommand(CommandSession session)
    {
        var id = IdArgument(session);
        var command = new Command("retry", session.Texts["recording.retry"]) { id };
        command.SetInstallationAction(session, async (client, parsed, cancellation) => Told(session, await client.PostAsync($"{PathOf(parsed.GetValue(id)!)}/retry", null, cancellation)));
        return command;
    }

    private static Command AudioCommand(CommandSession session)
    {
        var id = IdArgument(session);
        var file = new Argument<string>("FILE") { Description = session.Texts["symbol.out"] };
        var command = new Command("audio", session.Texts["recording.audio"]) { id, file };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var answer = await client.DownloadAsync($"{PathOf(parsed.GetValue(id)!)}/audio", parsed.GetValue(file)!, cancellation);
            return answer.Succeeded ? ExitCode.Ok : InstallationCommand.Refused(session, answer);
        });
        return command;
    }

    private static async Task<int> PutAsync(CommandSession session, InstallationClient client, string path, HttpContent content, CancellationToken cancellation)
    {
        using (content)
            return Told(session, await client.SendAsync(HttpMethod.Put, path, content, cancellation));
    }

    private static int Told(CommandSession session, InstallationAnswer answer)
    {
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        Show(session, [answer.Json]);
        return ExitCode.Ok;
    }

    private static StreamContent Content(CommandSession session, string path) => new(SentFile.Open(session, path));

    private static string PathOf(string id) => $"api/v1/recordings/{Uri.EscapeDataString(id)}";

    private static Argument<string> IdArgument(CommandSession session) => new("ID") { Description = session.Texts["recording.id"] };

    private static Argument<string> FileArgument(CommandSession session, string description) => new("FILE") { Description = session.Texts[description] };

    private static Option<string[]> StretchesOption(string name, string description) => new(name) { Description = description, HelpName = "START-END", DefaultValueFactory = static _ => [], AllowMultipleArgumentsPerToken = true };
}
