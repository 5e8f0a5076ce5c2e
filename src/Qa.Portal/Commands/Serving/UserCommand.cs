using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa user</c>: accounts of people; the first one of a new centre is opened here.</summary>
internal static class UserCommand
{
    // What a change says of an account; the rest stays what it is.
    private static readonly string[] Changeable = ["name", "displayName", "roles", "agentId", "email", "isDisabled", "stamp"];

    public static Command Create(CommandSession session) => new("user", session.Texts["user.description"]) { Add(session), List(session), Change(session), Reset(session) };

    private static Command Add(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["user.name"] };
        var roles = new Option<string[]>("--role") { Description = texts["user.role"], HelpName = "ROLE", Required = true };
        var person = new Option<string?>("--person") { Description = texts["user.person"], HelpName = "NAME" };
        var agent = new Option<string?>("--agent") { Description = texts["user.agent"], HelpName = "ID" };
        var command = new Command("add", texts["user.add"]) { name, roles, person, agent };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var request = new { name = parsed.GetValue(name), displayName = parsed.GetValue(person) ?? parsed.GetValue(name), roles = parsed.GetValue(roles), agentId = parsed.GetValue(agent) };
            var answer = await client.PostAsync("api/v1/accounts", JsonSerializer.SerializeToNode(request), cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("user.added", request.name, answer.Json.GetProperty("password").GetString()));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(CommandSession session)
    {
        var search = new Argument<string?>("TEXT") { Description = session.Texts["user.search"], Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", session.Texts["user.list"]) { search };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var answer = await client.GetAsync($"api/v1/accounts?limit=500&search={Uri.EscapeDataString(parsed.GetValue(search) ?? "")}", cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            RowsView.Show(
                session, answer.Json.GetProperty("accounts").EnumerateArray(),
                ("column.account", static row => RowsView.Text(row, "name")),
                ("column.person", static row => RowsView.Text(row, "displayName")),
                ("column.agent", static row => RowsView.Text(row, "agentId")),
                ("column.roles", static row => string.Join(' ', row.GetProperty("roles").EnumerateArray().Select(static role => role.GetString()))),
                ("column.state", row => session.Texts[row.GetProperty("isDisabled").GetBoolean() ? "user.closed" : "user.open"]),
                ("column.lastSignIn", static row => RowsView.Text(row, "lastSignInAt")));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Change(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["user.name"] };
        var roles = new Option<string[]>("--role") { Description = texts["user.roleInstead"], HelpName = "ROLE" };
        var person = new Option<string?>("--person") { Description = texts["user.personInstead"], HelpName = "NAME" };
        var agent = new Option<string?>("--agent") { Description = texts["user.agentInstead"], HelpName = "ID" };
        var close = new Option<bool>("--close") { Description = texts["user.close"] };
        var open = new Option<bool>("--open") { Description = texts["user.reopen"] };
        var command = new Command("change", texts["user.change"]) { name, roles, person, agent, close, open };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(close) && parsed.GetValue(open))
                parsed.AddError(texts["user.closeOrOpen"]);
        });
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var (account, exitCode) = await FindAsync(session, client, parsed.GetValue(name)!, cancellation);
            if (exitCode != ExitCode.Ok)
                return exitCode;

            // With the stamp that was just read: what somebody else changes meanwhile is not overwritten.
            var change = new JsonObject(Changeable.Select(key => KeyValuePair.Create(key, JsonSerializer.SerializeToNode(account.GetProperty(key)))));
            if (parsed.GetValue(roles) is { Length: > 0 } wanted)
                change["roles"] = JsonSerializer.SerializeToNode(wanted);
            if (parsed.GetValue(person) is { } displayName)
                change["displayName"] = displayName;
            if (parsed.GetValue(agent) is { } agentId)
                change["agentId"] = agentId;
            if (parsed.GetValue(close) || parsed.GetValue(open))
                change["isDisabled"] = parsed.GetValue(close);
            var answer = await client.PutAsync($"api/v1/accounts/{RowsView.Text(account, "id")}", change, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format(
                "user.changed", RowsView.Text(answer.Json, "name"), string.Join(' ', answer.Json.GetProperty("roles").EnumerateArray().Select(static role => role.GetString())),
                texts[answer.Json.GetProperty("isDisabled").GetBoolean() ? "user.closed" : "user.open"]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<(JsonElement Account, int ExitCode)> FindAsync(CommandSession session, InstallationClient client, string name, CancellationToken cancellation)
    {
        var found = await client.GetAsync($"api/v1/accounts?limit=500&search={Uri.EscapeDataString(name)}", cancellation);
        if (!found.Succeeded)
            return (default, InstallationCommand.Refused(session, found));
        var account = found.Json.GetProperty("accounts").EnumerateArray().FirstOrDefault(row => string.Equals(RowsView.Text(row, "name"), name, StringComparison.OrdinalIgnoreCase));
        if (account.ValueKind == JsonValueKind.Object)
            return (account, ExitCode.Ok);
        session.Complain(session.Texts.Format("user.missing", name));
        return (default, ExitCode.Usage);
    }

    private static Command Reset(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["user.name"] };
        var factor = new Option<bool>("--second-factor-too") { Description = texts["user.factorToo"] };
        var command = new Command("reset", texts["user.reset"]) { name, factor };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(name)!;
            var (account, exitCode) = await FindAsync(session, client, wanted, cancellation);
            if (exitCode != ExitCode.Ok)
                return exitCode;
            var answer = await client.PostAsync($"api/v1/accounts/{RowsView.Text(account, "id")}/reset", new JsonObject { ["secondFactorToo"] = parsed.GetValue(factor) }, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("user.added", wanted, answer.Json.GetProperty("password").GetString()));
            return ExitCode.Ok;
        });
        return command;
    }
}
