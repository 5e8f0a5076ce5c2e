using System.Globalization;
using System.Text.Json;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Replaying;

/// <summary>What a replay came to, as people read it.</summary>
internal static class ReplayResult
{
    // Rows of a table; the interface for machines has them all.
    private const int MaximumRows = 20;

    /// <returns>The exit code: something is found when a scorecard is not the same, or the replay did not come to its end.</returns>
    public static int Show(CommandSession session, InstallationAnswer replay)
    {
        var exitCode = ExitCode.Ok;
        if (replay.Json.GetProperty("sameness") is { ValueKind: JsonValueKind.Object } sameness)
            exitCode = ShowSameness(session, sameness);
        if (replay.Json.GetProperty("request") is var request && request.GetProperty("sample") is { ValueKind: JsonValueKind.Number } sample)
            session.Surroundings.Text.WriteLine(session.Texts.Format("replay.sampled", sample.GetInt32(), request.GetProperty("seed").GetInt64()));
        if (replay.Json.GetProperty("impact") is { ValueKind: JsonValueKind.Object } impact)
            ShowImpact(session, impact);
        if (replay.Text("state") is var state && state == "finished")
            return exitCode;
        session.Complain(session.Texts.Format("replay.ended", session.Texts[$"replay.state.{state}"], replay.Text("done"), replay.Text("total"), replay.Text("failure")));
        return ExitCode.Findings;
    }

    private static int ShowSameness(CommandSession session, JsonElement sameness)
    {
        var (count, identical, erased) = (sameness.GetProperty("count").GetInt64(), sameness.GetProperty("identical").GetInt64(), sameness.GetProperty("erased").GetInt64());
        foreach (var finding in sameness.GetProperty("findings").EnumerateArray())
            session.Complain(session.Texts.Format("replay.finding", RowsView.Text(finding, "interaction"), RowsView.Text(finding, "revision"), RowsView.Text(finding, "version"), RowsView.Text(finding, "reason")));
        session.Surroundings.Text.WriteLine(session.Texts.Format("replay.same", count, identical));
        if (erased > 0)
            session.Surroundings.Text.WriteLine(session.Texts.Format("replay.erased", erased));
        return count == identical + erased ? ExitCode.Ok : ExitCode.Findings;
    }

    private static void ShowImpact(CommandSession session, JsonElement impact)
    {
        session.Surroundings.Text.WriteLine(session.Texts.Format(
            "replay.impact", RowsView.Text(impact, "count"), RowsView.Text(impact, "changed"), Number(impact, "meanBefore"), Number(impact, "meanAfter"),
            RowsView.Text(impact, "vetoesGained"), RowsView.Text(impact, "vetoesLost"), RowsView.Text(impact, "nowFailed"), RowsView.Text(impact, "nowPassed")));
        Table(
            session, impact.GetProperty("norms"),
            ("column.norm", static row => RowsView.Text(row, "path")),
            ("column.changed", static row => RowsView.Text(row, "changed")),
            ("column.points", static row => Number(row, "pointsChange")),
            ("column.outcomes", OutcomesOf));
        Table(
            session, impact.GetProperty("groups"),
            ("column.group", static row => RowsView.Text(row, "group")),
            ("column.count", static row => RowsView.Text(row, "count")),
            ("column.changed", static row => RowsView.Text(row, "changed")),
            ("column.before", static row => Number(row, "meanBefore")),
            ("column.after", static row => Number(row, "meanAfter")),
            ("column.vetoed", static row => $"{RowsView.Text(row, "vetoedBefore")} -> {RowsView.Text(row, "vetoedAfter")}"));
        Table(
            session, impact.GetProperty("agents"),
            ("column.agent", static row => RowsView.Text(row, "agent")),
            ("column.count", static row => RowsView.Text(row, "count")),
            ("column.changed", static row => RowsView.Text(row, "changed")),
            ("column.before", static row => Number(row, "meanBefore")),
            ("column.after", static row => Number(row, "meanAfter")),
            ("column.vetoed", static row => $"{RowsView.Text(row, "vetoedBefore")} -> {RowsView.Text(row, "vetoedAfter")}"));
        Table(
            session, impact.GetProperty("examples"),
            ("column.interaction", static row => RowsView.Text(row, "interaction")),
            ("column.agent", static row => RowsView.Text(row, "agent")),
            ("column.before", static row => Number(row, "before") + (RowsView.Text(row, "vetoedBefore") == "True" ? " !" : "")),
            ("column.after", static row => Number(row, "after") + (RowsView.Text(row, "vetoedAfter") == "True" ? " !" : "")));
    }

    private static void Table(CommandSession session, JsonElement rows, params ReadOnlySpan<(string Heading, Func<JsonElement, string> Cell)> columns)
    {
        if (rows.GetArrayLength() == 0)
            return;
        session.Surroundings.Text.WriteLine();
        RowsView.Show(session, rows.EnumerateArray().Take(MaximumRows), columns);
    }

    private static string OutcomesOf(JsonElement norm) => string.Join(
        ", ", norm.GetProperty("outcomes").EnumerateArray().Select(static change => $"{RowsView.Text(change, "before")} -> {RowsView.Text(change, "after")} {RowsView.Text(change, "count")}"));

    private static string Number(JsonElement row, string key) => row.GetProperty(key).GetDouble().ToString("0.##", CultureInfo.InvariantCulture);
}
