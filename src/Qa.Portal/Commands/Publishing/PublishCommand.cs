using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa publish</c>: publishes documents, single nodes, rollbacks and drafts, and does what goes before and after: approve, stage, withdraw, review.</summary>
internal static class PublishCommand
{
    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var files = new Argument<string[]>("FILE") { Description = texts["publish.files"], Arity = ArgumentArity.ZeroOrMore };
        var note = new Option<string?>("--note") { Description = texts["publish.note"], HelpName = "TEXT" };
        var head = new Option<long?>("--expected-head") { Description = texts["publish.expectedHead"], HelpName = "N" };
        var emergency = new Option<string?>("--emergency") { Description = texts["publish.emergency"], HelpName = "REASON" };
        var stage = new Option<bool>("--stage") { Description = texts["publish.stage"] };
        var at = new Option<DateTimeOffset?>("--at") { Description = texts["publish.at"], HelpName = "TIME" };
        var node = new Option<string?>("--node") { Description = texts["publish.node"], HelpName = "SET:PATH" };
        var add = new Option<string?>("--add") { Description = texts["publish.add"], HelpName = "SET[:CATEGORY]" };
        var remove = new Option<string?>("--remove") { Description = texts["publish.remove"], HelpName = "SET:PATH" };
        var rollback = new Option<string?>("--rollback") { Description = texts["publish.rollback"], HelpName = "SET@N" };
        var draft = new Option<string?>("--draft") { Description = texts["publish.draft"], HelpName = "SET/DRAFT" };
        var approve = new Option<string?>("--approve") { Description = texts["publish.approve"], HelpName = "SET/DRAFT" };
        var withdraw = new Option<string?>("--withdraw") { Description = texts["publish.withdraw"], HelpName = "SET/DRAFT" };
        var review = new Option<string?>("--review") { Description = texts["publish.review"], HelpName = "SET@N" };
        var objecting = new Option<bool>("--object") { Description = texts["publish.object"] };
        var command = new Command("publish", texts["publish.description"])
        {
            files, note, head, emergency, stage, at, node, add, remove, rollback, draft, approve, withdraw, review, objecting,
        };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var run = new PublishRun(
                session, client, new(parsed.GetValue(note), parsed.GetValue(head), parsed.GetValue(emergency), parsed.GetValue(stage), parsed.GetValue(at)), cancellation);
            var paths = parsed.GetValue(files)!;
            (string? Target, bool TakesFile, Func<string, Task<int>> Do)[] ways =
            [
                (parsed.GetValue(node), true, target => run.NodeAsync("replace", target, paths)),
                (parsed.GetValue(add), true, target => run.NodeAsync("add", target, paths)),
                (parsed.GetValue(remove), false, target => run.NodeAsync("remove", target, paths)),
                (parsed.GetValue(rollback), false, run.RollbackAsync),
                (parsed.GetValue(draft), false, run.DraftAsync),
                (parsed.GetValue(approve), false, target => run.ChangeDraftAsync(target, "approvals", "publish.approved")),
                (parsed.GetValue(withdraw), false, target => run.ChangeDraftAsync(target, "withdrawal", "publish.withdrawn")),
                (parsed.GetValue(review), false, target => run.ReviewAsync(target, isAccepted: !parsed.GetValue(objecting))),
            ];
            return ways.Where(static way => way.Target is not null).ToList() switch
            {
                [] when paths.Length > 0 => await run.DocumentsAsync(paths),
                [var way] when way.TakesFile || paths.Length == 0 => await way.Do(way.Target!),
                _ => throw new InstallationException(texts["publish.oneThing"], ExitCode.Usage),
            };
        });
        return command;
    }
}
