using System.CommandLine;
using System.Text.Json;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa token</c>: with what machines reach the installation.</summary>
internal static class TokenCommand
{
    public static Command Create(CommandSession session) => new("token", session.Texts["token.description"]) { Add(session), List(session), Revoke(session) };

    private static Command Add(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["token.name"] };
        var may = new Option<string[]>("--may") { Description = texts["token.may"], HelpName = "PERMISSION[:SCOPE]", Required = true };
        var days = new Option<int>("--days") { Description = texts["token.days"], HelpName = "DAYS", Required = true };
        var owner = new Option<string?>("--owner") { Description = texts["token.owner"], HelpName = "ACCOUNT" };
        var command = new Command("add", texts["token.add"]) { name, may, days, owner };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var permissions = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var given in parsed.GetValue(may)!)
            {
                if (Grant(given) is not { } grant)
                {
                    session.Complain(texts.Format("token.badScope", given));
                    return ExitCode.Usage;
                }

                permissions[grant.Permission] = grant.Scope;
            }

            var request = new { name = parsed.GetValue(name), days = parsed.GetValue(days), permissions, owner = parsed.GetValue(owner) };
            var answer = await client.PostAsync("api/v1/tokens", JsonSerializer.SerializeToNode(request), cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("token.made", request.name!, DayOf(answer.Json.GetProperty("token"), "expiresAt")));
            session.Surroundings.Text.WriteLine(answer.Text("secret"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(CommandSession session)
    {
        var search = new Argument<string?>("TEXT") { Description = session.Texts["token.search"], Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", session.Texts["token.list"]) { search };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var answer = await FindAsync(client, parsed.GetValue(search) ?? "", cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            RowsView.Show(
                session, answer.Json.GetProperty("tokens").EnumerateArray(),
                ("column.token", static row => RowsView.Text(row, "name")),
                ("column.owner", static row => RowsView.Text(row, "owner")),
                ("column.state", row => RowsView.Word(session, row, "standing")),
                ("column.expires", static row => DayOf(row, "expiresAt")),
                ("column.lastUsed", static row => DayOf(row, "lastUsedAt")),
                ("column.permissions", static row => string.Join(' ', row.GetProperty("permissions").EnumerateObject().Select(static grant => grant.Value.GetString() is "all" ? grant.Name : $"{grant.Name}:{grant.Value.GetString()}"))));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Revoke(CommandSession session)
    {
        var texts = session.Texts;
        var name = new Argument<string>("NAME") { Description = texts["token.name"] };
        var command = new Command("revoke", texts["token.revoke"]) { name };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(name)!;
            var found = await FindAsync(client, wanted, cancellation);
            if (!found.Succeeded)
                return InstallationCommand.Refused(session, found);
            var token = found.Json.GetProperty("tokens").EnumerateArray().FirstOrDefault(row => RowsView.Text(row, "name") == wanted);
            if (token.ValueKind != JsonValueKind.Object)
            {
                session.Complain(texts.Format("token.missing", wanted));
                return ExitCode.Usage;
            }

            var answer = await client.PostAsync($"api/v1/tokens/{RowsView.Text(token, "id")}/revoke", null, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(texts.Format("token.revoked", wanted));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Task<InstallationAnswer> FindAsync(InstallationClient client, string search, CancellationToken cancellation) =>
        client.GetAsync($"api/v1/tokens?limit=500&search={Uri.EscapeDataString(search)}", cancellation);

    // The day of a time in UTC is all that a list has room for.
    private static string DayOf(JsonElement row, string key) => string.Concat(RowsView.Text(row, key).TakeWhile(static letter => letter != 'T'));

    private static (string Permission, string Scope)? Grant(string given) => given.Split(':') switch
    {
        [{ Length: > 0 } permission] => (permission, "all"),
        [{ Length: > 0 } permission, var scope] when Enum.GetNames<DataScope>().Contains(scope, StringComparer.OrdinalIgnoreCase) => (permission, scope.ToLowerInvariant()),
        _ => null,
    };
}
