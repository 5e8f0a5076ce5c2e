using System.CommandLine;
using System.Text.Json;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa history</c>: the publication log, of one set or of all.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommandSession session)
    {
        var set = new Argument<string?>("SET") { Description = session.Texts["history.set"], Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = session.Texts["symbol.limit"], DefaultValueFactory = static _ => 50 };
        var command = new Command("history", session.Texts["history.description"]) { set, limit };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var path = parsed.GetValue(set) is { } id ? $"api/v1/rule-sets/{Uri.EscapeDataString(id)}/versions" : "api/v1/publications";
            var answer = await client.GetAsync(FormattableString.Invariant($"{path}?limit={parsed.GetValue(limit)}"), cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            RowsView.Show(
                session, answer.Json.EnumerateArray(),
                ("column.number", static row => RowsView.Text(row, "publication")),
                ("column.version", static row => $"{RowsView.Text(row, "ruleSet")}@{RowsView.Text(row, "version")}"),
                ("column.mode", row => RowsView.Word(session, row, "mode")),
                ("column.standing", row => StandingOf(session, row)),
                ("column.by", static row => RowsView.Text(row, "by")),
                ("column.at", static row => RowsView.Text(row, "at")),
                ("column.tree", static row => RowsView.Text(row, "treeHash")[..12]),
                ("column.note", static row => RowsView.Text(row, "note")));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string StandingOf(CommandSession session, JsonElement row)
    {
        var standing = RowsView.Word(session, row, "standing");
        if (RowsView.Text(row, "awaitsReview") == "True")
            return $"{standing}, {session.Texts["history.awaitsReview"]}";
        return row.GetProperty("review") is { ValueKind: JsonValueKind.Object } review
            ? $"{standing}, {session.Texts[review.GetProperty("accepted").GetBoolean() ? "history.accepted" : "history.objected"]}"
            : standing;
    }
}
