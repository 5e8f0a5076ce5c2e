using System.CommandLine;
using System.Text.Json.Nodes;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Spectre.Console;

namespace Qa.Portal.Commands.Replaying;

/// <summary><c>qa replay</c>: computes stored scorecards again, or tells what another version would have changed.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var interaction = new Argument<string?>("INTERACTION") { Description = texts["replay.interaction"], Arity = ArgumentArity.ZeroOrOne };
        var set = new Option<string?>("--set") { Description = texts["replay.set"], HelpName = "SET" };
        var task = new Option<long?>("--task") { Description = texts["replay.task"], HelpName = "TASK" };
        var from = new Option<DateTimeOffset?>("--from") { Description = texts["task.from"], HelpName = "TIME" };
        var to = new Option<DateTimeOffset?>("--to") { Description = texts["task.to"], HelpName = "TIME" };
        var with = new Option<string?>("--with") { Description = texts["replay.with"], HelpName = "SET@N" };
        var against = new Option<long?>("--against") { Description = texts["replay.against"], HelpName = "N" };
        var draft = new Option<string?>("--draft") { Description = texts["replay.draft"], HelpName = "ID" };
        var sample = new Option<int?>("--sample") { Description = texts["replay.sample"], HelpName = "N" };
        var seed = new Option<long?>("--seed") { Description = texts["replay.seed"], HelpName = "N" };
        var command = new Command("replay", texts["replay.description"]) { interaction, set, task, from, to, with, against, draft, sample, seed };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var other = VersionOf(session, parsed.GetValue(with), parsed.GetValue(set));
            var answer = await client.PostAsync(
                "api/v1/replays",
                new JsonObject
                {
                    ["ruleSet"] = other?.RuleSet ?? parsed.GetValue(set), ["interaction"] = parsed.GetValue(interaction), ["task"] = parsed.GetValue(task),
                    ["from"] = RequestTime.Of(parsed.GetValue(from)), ["to"] = RequestTime.Of(parsed.GetValue(to)), ["version"] = other?.Version, ["baseline"] = parsed.GetValue(against),
                    ["draft"] = parsed.GetValue(draft), ["sample"] = parsed.GetValue(sample), ["seed"] = parsed.GetValue(seed),
                },
                cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            var ended = await WaitAsync(session, client, answer, cancellation);
            return ended.Succeeded ? ReplayResult.Show(session, ended) : InstallationCommand.Refused(session, ended);
        });
        return command;
    }

    private static VersionKey? VersionOf(CommandSession session, string? text, string? set)
    {
        if (text is null)
            return null;
        if (!VersionKey.TryParse(text, out var key))
            throw new InstallationException(session.Texts.Format("replay.badVersion", text), ExitCode.Usage);
        return set is null || set == key.RuleSet ? key : throw new InstallationException(session.Texts.Format("replay.otherSet", text, set), ExitCode.Usage);
    }

    private static async Task<InstallationAnswer> WaitAsync(
        CommandSession session, InstallationClient client, InstallationAnswer started, CancellationToken cancellation)
    {
        var path = $"api/v1/replays/{started.Text("id")}";
        try
        {
            if (!session.Surroundings.ErrorIsTerminal)
                return await LookUntilEndedAsync(client, path, static _ => { }, cancellation);
            return await session.ErrorConsole.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var bar = context.AddTask(Markup.Escape(session.Texts["replay.progress"]), maxValue: Math.Max(1, started.Json.GetProperty("total").GetDouble()));
                    return await LookUntilEndedAsync(client, path, answer => bar.Value = answer.Json.GetProperty("done").GetDouble(), cancellation);
                });
        }
        catch (OperationCanceledException)
        {
            // Nobody is there any more who wants to know.
            await client.PostAsync($"{path}/cancel", null, CancellationToken.None);
            throw;
        }
    }

    private static async Task<InstallationAnswer> LookUntilEndedAsync(
        InstallationClient client, string path, Action<InstallationAnswer> show, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await client.GetAsync(path, cancellation);
            if (!answer.Succeeded || answer.Text("state") != "running")
                return answer;
            show(answer);
            await Task.Delay(LookPeriod, cancellation);
        }
    }
}
