using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Publishing;

/// <summary><c>qa publish</c>: publishes documents, single nodes, rollbacks and drafts, and does what goes before: approve, stage, withdraw.</summary>
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
        var node = new Option<string?>("--node") { Description = texts["publish.node"], HelpName = "SET:PATH" };
        var rollback = new Option<string?>("--rollback") { Description = texts["publish.rollback"], HelpName = "SET@N" };
        var draft = new Option<string?>("--draft") { Description = texts["publish.draft"], HelpName = "SET/DRAFT" };
        var approve = new Option<string?>("--approve") { Description = texts["publish.approve"], HelpName = "SET/DRAFT" };
        var withdraw = new Option<string?>("--withdraw") { Description = texts["publish.withdraw"], HelpName = "SET/DRAFT" };
        var command = new Command("publish", texts["publish.description"]) { files, note, head, emergency, stage, node, rollback, draft, approve, withdraw };
        command.SetInstallationAction(session, async (client, parsed, cancellation) =>
        {
            var run = new PublishRun(session, client, parsed.GetValue(note), parsed.GetValue(head), parsed.GetValue(emergency), parsed.GetValue(stage), cancellation);
            var paths = parsed.GetValue(files)!;
            string?[] others = [parsed.GetValue(rollback), parsed.GetValue(draft), parsed.GetValue(approve), parsed.GetValue(withdraw)];
            if (others.Count(static one => one is not null) + (paths.Length > 0 ? 1 : 0) != 1)
                throw new InstallationException(texts["publish.oneThing"], ExitCode.Usage);
            return others switch
            {
                [{ } target, _, _, _] => await run.RollbackAsync(target),
                [_, { } target, _, _] => await run.DraftAsync(target),
                [_, _, { } target, _] => await run.ChangeDraftAsync(target, "approvals", "publish.approved"),
                [_, _, _, { } target] => await run.ChangeDraftAsync(target, "withdrawal", "publish.withdrawn"),
                _ when parsed.GetValue(node) is { } place => await run.NodeAsync(place, paths),
                _ => await run.DocumentsAsync(paths),
            };
        });
        return command;
    }

    /// <summary>One run of the command.</summary>
    private sealed class PublishRun(
        CommandSession session, InstallationClient client, string? note, long? head, string? emergency, bool isStaged, CancellationToken cancellation)
    {
        /// <summary>All are checked before the first is published.</summary>
        public async Task<int> DocumentsAsync(string[] paths)
        {
            var documents = new List<(string RuleSet, JsonObject Document)>();
            foreach (var path in paths)
            {
                var lexicons = new SentLexicons(TreeFile.LexiconsOf(path));
                if (!DocumentFile.TryRead(path, out var utf8, out var unreadable))
                {
                    session.Complain(unreadable.ToString());
                    return ExitCode.Environment;
                }

                var loaded = TreeLoader.Load(path, utf8, lexicons);
                if (loaded.Tree is not { } tree)
                {
                    SourceExcerpt.Show(session, loaded.Diagnostics);
                    return ExitCode.Findings;
                }

                documents.Add((tree.RuleSet, new() { ["file"] = Path.GetFileName(path), ["text"] = Encoding.UTF8.GetString(utf8.Span), ["lexicons"] = lexicons.Sent }));
            }

            var exitCode = ExitCode.Ok;
            foreach (var (ruleSet, document) in documents)
                exitCode = Math.Max(exitCode, await SendAsync(ruleSet, new() { ["document"] = document }));
            return exitCode;
        }

        public async Task<int> NodeAsync(string place, string[] paths)
        {
            if (place.Split(':', 2) is not [var ruleSet, var path] || paths is not [var file])
                throw new InstallationException(session.Texts["publish.nodeUsage"], ExitCode.Usage);
            if (!DocumentFile.TryRead(file, out var utf8, out var unreadable))
            {
                session.Complain(unreadable.ToString());
                return ExitCode.Environment;
            }

            return await SendAsync(ruleSet, new() { ["node"] = new JsonObject { ["operation"] = "replace", ["path"] = path, ["text"] = Encoding.UTF8.GetString(utf8.Span) } });
        }

        public Task<int> RollbackAsync(string target)
        {
            if (target.Split('@') is not [var ruleSet, var version] || !int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
                throw new InstallationException(session.Texts.Format("publish.badVersion", target), ExitCode.Usage);
            return SendAsync(ruleSet, new() { ["rollbackTo"] = number });
        }

        public Task<int> DraftAsync(string target)
        {
            var (ruleSet, draft) = DraftOf(target);
            return SendAsync(ruleSet, new() { ["draft"] = draft });
        }

        public async Task<int> ChangeDraftAsync(string target, string change, string said)
        {
            var (ruleSet, draft) = DraftOf(target);
            var answer = await client.PostAsync($"api/v1/rule-sets/{Uri.EscapeDataString(ruleSet)}/drafts/{Uri.EscapeDataString(draft)}/{change}", null, cancellation);
            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            session.Surroundings.Text.WriteLine(session.Texts.Format(said, target));
            return ExitCode.Ok;
        }

        private async Task<int> SendAsync(string ruleSet, JsonObject body)
        {
            body["note"] = note;
            body["expectedHead"] = head;
            body["emergency"] = emergency;
            var answer = await client.PostAsync($"api/v1/rule-sets/{Uri.EscapeDataString(ruleSet)}/{(isStaged ? "stage" : "publications")}", body, cancellation);
            var texts = session.Texts;
            if (answer.Text("type").EndsWith(":unchanged", StringComparison.Ordinal))
            {
                session.Surroundings.Text.WriteLine(texts.Format("publish.unchanged", ruleSet));
                return ExitCode.Ok;
            }

            if (!answer.Succeeded)
                return InstallationCommand.Refused(session, answer);
            if (!answer.IsAccepted)
            {
                session.Surroundings.Text.WriteLine(texts.Format("publish.published", ruleSet, answer.Text("version"), answer.Text("mode"), answer.Text("standing"), answer.Text("treeHash")));
                return ExitCode.Ok;
            }

            var draft = $"{ruleSet}/{answer.Text("id")}";
            if (answer.Text("state") == "staged")
            {
                session.Surroundings.Text.WriteLine(texts.Format("publish.staged", draft));
                return ExitCode.Ok;
            }

            session.Surroundings.Text.WriteLine(texts.Format("publish.waits", draft, answer.Text("approvalsNeeded")));
            return ExitCode.Findings;
        }

        private (string RuleSet, string Draft) DraftOf(string target) => target.Split('/') is [var ruleSet, var draft]
            ? (ruleSet, draft)
            : throw new InstallationException(session.Texts.Format("publish.badDraft", target), ExitCode.Usage);
    }
}
