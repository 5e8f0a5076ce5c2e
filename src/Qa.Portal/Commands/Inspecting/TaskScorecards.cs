using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Inspecting;

/// <summary><c>qa task scorecards</c>: what came out of a task, the worst first.</summary>
internal static class TaskScorecards
{
    private const int PageSize = 1_000;

    public static Command Create(CommandSession session)
    {
        var id = TaskCommand.IdArgument(session);
        var limit = new Option<int>("--limit") { Description = session.Texts["symbol.limit"], DefaultValueFactory = static _ => 50 };
        var command = new Command("scorecards", session.Texts["task.scorecards"]) { id, limit };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var task = parsed.GetValue(id);
            if (await client.GetAsync(FormattableString.Invariant($"api/v1/tasks/{task}"), cancellation) is { Succeeded: false } unknown)
                return InstallationCommand.Refused(session, unknown);
            var worst = new PriorityQueue<JsonElement, decimal>();
            var after = 0L;
            while (true)
            {
                var answer = await client.GetAsync(FormattableString.Invariant($"api/v1/tasks/{task}/scorecards?afterItem={after}&limit={PageSize}"), cancellation);
                if (!answer.Succeeded)
                    return InstallationCommand.Refused(session, answer);
                if (answer.Json.GetArrayLength() == 0)
                    break;
                foreach (var stored in answer.Json.EnumerateArray())
                {
                    after = stored.GetProperty("item").GetInt64();
                    worst.Enqueue(stored, -stored.GetProperty("scorecard").GetProperty("score").GetDecimal());
                    if (worst.Count > Math.Max(1, parsed.GetValue(limit)))
                        worst.Dequeue();
                }
            }

            Show(session, worst.UnorderedItems.Select(static one => one.Element)
                .OrderBy(static one => one.GetProperty("scorecard").GetProperty("score").GetDecimal()).ThenBy(static one => one.GetProperty("item").GetInt64()));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(CommandSession session, IEnumerable<JsonElement> scorecards) => RowsView.Show(
        session, scorecards,
        ("column.interaction", static row => RowsView.Text(row.GetProperty("scorecard"), "interaction")),
        ("column.version", static row => $"{RowsView.Text(row, "ruleSet")}@{RowsView.Text(row, "version")}"),
        ("column.score", static row => row.GetProperty("scorecard").GetProperty("score").GetDecimal().ToString("0.##", CultureInfo.InvariantCulture)),
        ("column.result", row => session.Texts[ResultOf(row.GetProperty("scorecard"))]),
        ("column.violated", static row => ViolatedIn(row.GetProperty("scorecard"))));

    // The first, and how many more: all of them are a page of their own.
    private static string ViolatedIn(JsonElement card)
    {
        var violated = card.GetProperty("norms").EnumerateArray().Where(static norm => RowsView.Text(norm, "outcome") == "violated").ToList();
        return violated.Count switch
        {
            0 => "",
            1 => RowsView.Text(violated[0], "path"),
            var count => string.Create(CultureInfo.InvariantCulture, $"{RowsView.Text(violated[0], "path")} +{count - 1}"),
        };
    }

    private static string ResultOf(JsonElement card) =>
        card.GetProperty("vetoed").GetBoolean() ? "result.vetoed" : card.GetProperty("passed").GetBoolean() ? "result.passed" : "result.failed";
}
