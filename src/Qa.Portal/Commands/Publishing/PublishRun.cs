using System.Text.Json.Nodes;
using System.Text;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Commands.Files;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Publishing;

/// <summary>One run of <c>qa publish</c>: what it sends, and what it says of the answer.</summary>
internal sealed class PublishRun(CommandSession session, InstallationClient client, PublishChoice choice, CancellationToken cancellation)
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

    /// <param name="operation">replace, add or remove.</param>
    /// <param name="place">The set and the node's path; to add, the category's, or no path for the top.</param>
    /// <param name="paths">The file with the node; none to remove.</param>
    public async Task<int> NodeAsync(string operation, string place, string[] paths)
    {
        var parts = place.Split(':', 2);
        var (isAdding, isRemoving) = (operation == "add", operation == "remove");
        if (parts.Length < (isAdding ? 1 : 2) || paths.Length != (isRemoving ? 0 : 1))
            throw new InstallationException(session.Texts["publish.nodeUsage"], ExitCode.Usage);
        var node = new JsonObject { ["operation"] = operation, ["path"] = parts.Length == 2 ? parts[1] : "" };
        if (!isRemoving)
        {
            if (!DocumentFile.TryRead(paths[0], out var utf8, out var unreadable))
            {
                session.Complain(unreadable.ToString());
                return ExitCode.Environment;
            }

            node["text"] = Encoding.UTF8.GetString(utf8.Span);
        }

        return await SendAsync(parts[0], new() { ["node"] = node });
    }

    public Task<int> RollbackAsync(string target)
    {
        var (ruleSet, version) = VersionOf(target);
        return SendAsync(ruleSet, new() { ["rollbackTo"] = version });
    }

    /// <summary>Says of somebody else's emergency that it was right, or was not.</summary>
    public async Task<int> ReviewAsync(string target, bool isAccepted)
    {
        var (ruleSet, version) = VersionOf(target);
        var answer = await client.PostAsync(
            FormattableString.Invariant($"api/v1/rule-sets/{Uri.EscapeDataString(ruleSet)}/versions/{version}/review"),
            new JsonObject { ["accepted"] = isAccepted, ["note"] = choice.Note }, cancellation);
        if (!answer.Succeeded)
            return InstallationCommand.Refused(session, answer);
        session.Surroundings.Text.WriteLine(session.Texts.Format("publish.reviewed", target));
        return ExitCode.Ok;
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
        body["note"] = choice.Note;
        body["expectedHead"] = choice.ExpectedHead;
        body["emergency"] = choice.Emergency;
        body["at"] = RequestTime.Of(choice.At);
        var answer = await client.PostAsync($"api/v1/rule-sets/{Uri.EscapeDataString(ruleSet)}/{(choice.IsStaged ? "stage" : "publications")}", body, cancellation);
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
            session.Surroundings.Text.WriteLine(texts.Format("publish.published", ruleSet, answer.Text("version"), RowsView.Word(session, answer.Json, "mode"), RowsView.Word(session, answer.Json, "standing"), answer.Text("treeHash")));
            return ExitCode.Ok;
        }

        var draft = $"{ruleSet}/{answer.Text("id")}";
        if (answer.Text("state") == "staged")
        {
            session.Surroundings.Text.WriteLine(texts.Format("publish.staged", draft));
            return ExitCode.Ok;
        }

        if (answer.Text("state") == "scheduled")
        {
            session.Surroundings.Text.WriteLine(texts.Format("publish.scheduled", draft, answer.Text("scheduledAt")));
            return ExitCode.Ok;
        }

        session.Surroundings.Text.WriteLine(texts.Format("publish.waits", draft, answer.Text("approvalsNeeded"), AgainWith()));
        return ExitCode.Findings;
    }

    // A draft does not keep how it was to be published, so that is said again when it is.
    private string AgainWith()
    {
        var at = choice.At is { } time ? FormattableString.Invariant($" --at {time:yyyy-MM-dd'T'HH:mm:sszzz}") : "";
        return choice.IsStaged ? " --stage" + at : at;
    }

    private (string RuleSet, long Version) VersionOf(string target) => VersionKey.TryParse(target, out var key)
        ? (key.RuleSet, key.Version)
        : throw new InstallationException(session.Texts.Format("publish.badVersion", target), ExitCode.Usage);

    private (string RuleSet, string Draft) DraftOf(string target) => target.Split('/') is [var ruleSet, var draft]
        ? (ruleSet, draft)
        : throw new InstallationException(session.Texts.Format("publish.badDraft", target), ExitCode.Usage);
}
