using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa user</c>: accounts of people; the first one of a new centre is opened here.</summary>
internal static class UserCommand
{
    public static Command Create(CommandSession session) => new("user", session.Texts["user.description"]) { Add(session), List(session), Reset(session) };

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

    private static Command Reset(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["user.name"] };
        var factor = new Option<bool>("--second-factor-too") { Description = texts["user.factorToo"] };
        var command = new Command("reset", texts["user.reset"]) { name, factor };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(name)!;
            var found = await client.GetAsync($"api/v1/accounts?limit=500&search={Uri.EscapeDataString(wanted)}", cancellation);
            if (!found.Succeeded)
                return InstallationCommand.Refused(session, found);
            var account = found.Json.GetProperty("accounts").EnumerateArray().FirstOrDefault(row => string.Equals(RowsView.Text(row, "name"), wanted, StringComparison.OrdinalIgnoreCase));
            if (account.ValueKind != JsonValueKind.Object)
            {
                session.Complain(texts.Format("user.missing", wanted));
                return ExitCode.Usage;
            }

            var answer = await client.PostAsync($"api/v1/accounts/{RowsView.Text(account, "id")}/reset", new JsonObject { ["secondFactorToo"] = parsed.GetValue(factor) }, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("user.added", wanted, answer.Json.GetProperty("password").GetString()));
            return ExitCode.Ok;
        });
        return command;
    }
}
