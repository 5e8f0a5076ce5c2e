using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa set</c>: how norm sets stand; taking one offline or online, and its lease.</summary>
internal static class SetCommand
{
    private const string Online = "online";
    private const string Offline = "offline";

    public static Command Create(CommandSession session)
    {
        var set = new Argument<string?>("SET") { Description = session.Texts["set.set"], Arity = ArgumentArity.ZeroOrOne };
        var state = new Argument<string?>("STATE") { Description = session.Texts["set.state"], Arity = ArgumentArity.ZeroOrOne };
        state.AcceptOnlyFromAmong(Online, Offline);
        var lease = new Option<long?>("--lease") { Description = session.Texts["set.lease"], HelpName = "SECONDS" };
        var command = new Command("set", session.Texts["set.description"]) { set, state, lease };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var id = parsed.GetValue(set);
            var path = $"api/v1/rule-sets/{Uri.EscapeDataString(id ?? "")}";
            if (parsed.GetValue(lease) is { } seconds && await client.PostAsync($"{path}/lease", new JsonObject { ["seconds"] = seconds }, cancellation) is { Succeeded: false } noLease)
                return InstallationCommand.Refused(session, noLease);
            if (parsed.GetValue(state) is { } wanted && await client.PostAsync($"{path}/{wanted}", null, cancellation) is { Succeeded: false } notDone)
                return InstallationCommand.Refused(session, notDone);
            return await ShowAsync(session, client, id is null ? "api/v1/rule-sets" : path, cancellation);
        });
        return command;
    }

    private static async Task<int> ShowAsync(CommandSession session, InstallationClient client, string path, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(path, cancellation);
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        var isOne = answer.Json.ValueKind == JsonValueKind.Object;
        RowsView.Show(
            session, isOne ? [answer.Json] : answer.Json.EnumerateArray(),
            ("column.set", static row => RowsView.Text(row, "id")),
            ("column.state", row => RowsView.Word(session, row, "state")),
            ("column.version", static row => RowsView.Text(row, "version")),
            ("column.lease", static row => $"{RowsView.Text(row, "leaseSeconds")} s"));
        if (isOne)
            ShowDetails(session, answer);
        return ExitCode.Ok;
    }

    private static void ShowDetails(CommandSession session, InstallationAnswer answer)
    {
        foreach (var draft in answer.Json.GetProperty("drafts").EnumerateArray().Where(static draft => RowsView.Text(draft, "state") is "open" or "scheduled" or "staged"))
        {
            session.Surroundings.Text.WriteLine(session.Texts.Format(
                "set.draft", $"{answer.Text("id")}/{RowsView.Text(draft, "id")}", StateOf(session, draft), RowsView.Text(draft, "author"),
                draft.GetProperty("approvals").GetArrayLength(), RowsView.Text(draft, "approvalsNeeded"), RowsView.Text(draft, "note")));
        }

        foreach (var process in answer.Json.GetProperty("awaited").EnumerateArray())
            session.Surroundings.Text.WriteLine(session.Texts.Format("set.awaited", RowsView.Text(process, "processId"), RowsView.Text(process, "host"), RowsView.Text(process, "startedAt")));
    }

    private static string StateOf(CommandSession session, JsonElement draft) =>
        $"{RowsView.Word(session, draft, "state")} {RowsView.Text(draft, "scheduledAt")}".TrimEnd();
}
