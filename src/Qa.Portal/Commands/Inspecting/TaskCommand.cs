using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Inspecting;

/// <summary><c>qa task</c>: inspection tasks: list, look at, make, pause, resume, cancel, retry.</summary>
internal static class TaskCommand
{
    private static readonly string[] Changes = ["pause", "resume", "cancel", "retry"];
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);

    public static Command Create(CommandSession session)
    {
        var command = new Command("task", session.Texts["task.description"]) { ListCommand(session), ShowCommand(session), TaskScorecards.Create(session), NewCommand(session) };
        foreach (var change in Changes)
            command.Subcommands.Add(ChangeCommand(session, change));
        return command;
    }

    private static Command ListCommand(CommandSession session)
    {
        var set = new Option<string?>("--set") { Description = session.Texts["task.set"], HelpName = "SET" };
        var limit = new Option<int>("--limit") { Description = session.Texts["symbol.limit"], DefaultValueFactory = static _ => 50 };
        var wait = new Option<bool>("--wait") { Description = session.Texts["task.wait"] };
        var command = new Command("list", session.Texts["task.list"]) { set, limit, wait };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var filter = parsed.GetValue(set) is { } id ? $"&ruleSet={Uri.EscapeDataString(id)}" : "";
            while (true)
            {
                var answer = await client.GetAsync(FormattableString.Invariant($"api/v1/tasks?limit={parsed.GetValue(limit)}{filter}"), cancellation);
                if (!answer.Succeeded)
                    return InstallationCommand.Refused(session, answer);
                var tasks = answer.Json.EnumerateArray().ToList();
                if (parsed.GetValue(wait) && tasks.Exists(IsUnderWay))
                {
                    await Task.Delay(LookPeriod, cancellation);
                    continue;
                }

                var shown = new List<JsonElement>();
                foreach (var task in tasks)
                    shown.Add((await client.GetAsync($"api/v1/tasks/{RowsView.Text(task, "id")}", cancellation)).Json);
                Show(session, shown);
                return ExitCode.Ok;
            }
        });
        return command;
    }

    private static Command ShowCommand(CommandSession session)
    {
        var id = IdArgument(session);
        var command = new Command("show", session.Texts["task.show"]) { id };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = FormattableString.Invariant($"api/v1/tasks/{parsed.GetValue(id)}");
            var answer = await client.GetAsync(path, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            Show(session, [answer.Json]);
            foreach (var lease in (await client.GetAsync($"{path}/leases", cancellation)).Json.EnumerateArray())
                session.Surroundings.Text.WriteLine(session.Texts.Format("task.lease", RowsView.Text(lease, "number"), RowsView.Text(lease, "version"), RowsView.Text(lease, "startsAt"), RowsView.Text(lease, "endsAt"), RowsView.Word(session, lease, "reason")));
            foreach (var item in (await client.GetAsync($"{path}/set-aside", cancellation)).Json.EnumerateArray())
                session.Surroundings.Text.WriteLine(session.Texts.Format("task.setAside", RowsView.Text(item, "interaction"), RowsView.Text(item, "attempts"), RowsView.Text(item, "fault")));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command NewCommand(CommandSession session)
    {
        var texts = session.Texts;
        var set = new Argument<string>("SET") { Description = texts["task.set"] };
        var title = new Option<string?>("--title") { Description = texts["task.title"], HelpName = "TEXT" };
        var from = new Option<DateTimeOffset?>("--from") { Description = texts["task.from"], HelpName = "TIME" };
        var to = new Option<DateTimeOffset?>("--to") { Description = texts["task.to"], HelpName = "TIME" };
        var channel = Many("--channel", texts["task.channel"]);
        var agent = Many("--agent", texts["task.agent"]);
        var group = Many("--group", texts["task.group"]);
        var line = Many("--business-line", texts["task.businessLine"]);
        var interaction = Many("--interaction", texts["task.interaction"]);
        var command = new Command("new", texts["task.new"]) { set, title, from, to, channel, agent, group, line, interaction };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var ids = parsed.GetValue(interaction)!;
            var body = new JsonObject { ["ruleSet"] = parsed.GetValue(set), ["title"] = parsed.GetValue(title) };
            if (ids.Length > 0)
            {
                body["interactions"] = List(ids);
            }
            else
            {
                body["selection"] = new JsonObject
                {
                    ["from"] = RequestTime.Of(parsed.GetValue(from)), ["to"] = RequestTime.Of(parsed.GetValue(to)), ["channels"] = List(parsed.GetValue(channel)!), ["agents"] = List(parsed.GetValue(agent)!),
                    ["agentGroups"] = List(parsed.GetValue(group)!), ["businessLines"] = List(parsed.GetValue(line)!),
                };
            }

            return Told(session, await client.PostAsync("api/v1/tasks", body, cancellation));
        });
        return command;

        static JsonArray List(string[] values) => [.. values.Select(static value => (JsonNode)value)];
    
        static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = static _ => [] };
    }

    private static Command ChangeCommand(CommandSession session, string change)
    {
        var id = IdArgument(session);
        var command = new Command(change, session.Texts[$"task.{change}"]) { id };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
            Told(session, await client.PostAsync(FormattableString.Invariant($"api/v1/tasks/{parsed.GetValue(id)}/{change}"), null, cancellation)));
        return command;
    }

    private static int Told(CommandSession session, InstallationAnswer answer)
    {
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        Show(session, [answer.Json]);
        return ExitCode.Ok;
    }

    private static void Show(CommandSession session, IEnumerable<JsonElement> tasks) => RowsView.Show(
        session, tasks,
        ("column.task", static row => RowsView.Text(row, "id")),
        ("column.set", static row => RowsView.Text(row, "ruleSet") + (row.GetProperty("lease") is { ValueKind: JsonValueKind.Object } lease ? $"@{RowsView.Text(lease, "version")}" : "")),
        ("column.kind", row => RowsView.Word(session, row, "kind")),
        ("column.title", static row => RowsView.Text(row, "title")),
        ("column.state", row => RowsView.Word(session, row, "state")),
        ("column.total", static row => RowsView.Text(row, "total")),
        ("column.scored", static row => RowsView.Text(row, "scored")),
        ("column.setAside", static row => RowsView.Text(row, "setAside")),
        ("column.meanScore", static row => Result(row, "meanScore", "0.0")),
        ("column.passed", static row => Result(row, "passed", "0")),
        ("column.vetoed", static row => Result(row, "vetoed", "0")),
        ("column.needsReview", static row => Result(row, "needsReview", "0")));

    private static string Result(JsonElement task, string key, string format) => task.GetProperty("results") is { ValueKind: JsonValueKind.Object } results
        ? results.GetProperty(key).GetDouble().ToString(format, CultureInfo.InvariantCulture)
        : "";

    private static bool IsUnderWay(JsonElement task) =>
        RowsView.Text(task, "state") == "running" && RowsView.Text(task, "waitsForOnline") == "False" && (RowsView.Text(task, "open") != "0" || RowsView.Text(task, "isFilled") == "False");

    internal static Argument<long> IdArgument(CommandSession session) => new("TASK") { Description = session.Texts["task.id"] };
}
