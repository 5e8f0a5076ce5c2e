using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Sources;

/// <summary>Turns a source and the version it changes into a tree that can be published. Reading and compiling take up to seconds.</summary>
internal sealed class ChangePreparation(Database database)
{
    /// <param name="baseVersion">The version that is changed; null for the first of a set.</param>
    public async Task<Answer<PreparedChange>> PrepareAsync(
        string ruleSet, long? baseVersion, TreeSource source, CancellationToken cancellation = default)
    {
        var inputs = await database.ReadAsync(session => ReadInputsAsync(session, ruleSet, baseVersion, source), cancellation);
        if (inputs is null)
        {
            return Refusal.Of(RefusalKind.NotFound, (baseVersion, source) switch
            {
                (null, _) => $"there is no set '{ruleSet}' with a version; expected one, or a whole document",
                (_, TreeSource.Earlier earlier) => Invariant($"'{ruleSet}' has no version {earlier.Version}; expected one of 1 to {baseVersion}"),
                _ => Invariant($"'{ruleSet}' has no version {baseVersion}"),
            });
        }


        // Off the grain's turn: a large tree takes a second to compile.
        return await Task.Run(() => Prepare(ruleSet, baseVersion, source, inputs), cancellation);
    }

    private static Answer<PreparedChange> Prepare(string ruleSet, long? baseVersion, TreeSource source, Inputs inputs)
    {
        var result = source switch
        {
            TreeSource.Document document => TreePreparation.OfDocument(ruleSet, document),
            TreeSource.Node node => TreePreparation.OfNode(inputs.Head!, node, inputs.Lexicons),
            _ => new(PreparedTree.Of(inputs.Earlier!, source), []),
        };
        if (result.Prepared is not { } tree)
            return Refusal.InvalidDocument(result.Errors);
        if (inputs.HeadVersion is { } stored && source is TreeSource.Document && (stored.TreeHash, stored.SourceHash) == (tree.Stored.TreeHash, tree.Stored.SourceHash))
            return Refusal.Of(RefusalKind.Unchanged, Invariant($"version {baseVersion} of '{ruleSet}' is this document"));
        var (mode, parent, path) = source switch
        {
            TreeSource.Document => (PublicationMode.HotSet, baseVersion, null),
            TreeSource.Node node => (PublicationMode.HotNorm, baseVersion, PathOf(node, inputs.Head!, tree.Tree)),
            TreeSource.Earlier earlier => (PublicationMode.Rollback, earlier.Version, null),
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };
        return new PreparedChange(tree, mode, parent, path, VetoNorms.AreTouched(inputs.Head, tree.Tree));
    }

    // A node that is added has no path until it is there.
    private static string PathOf(TreeSource.Node source, NormTree head, NormTree changed) => source.Operation == NodeOperation.Add
        ? TreeDifference.Between(head, changed).Nodes.OfType<NodeChange.Added>().First().Path
        : source.Path;

    private static async Task<Inputs?> ReadInputsAsync(DatabaseSession session, string ruleSet, long? baseVersion, TreeSource source)
    {
        var inForce = baseVersion is { } version ? await VersionRows.ReadAsync(session, ruleSet, version) : null;
        var head = inForce is null ? null : StoredTree.Load(ruleSet, inForce.Tree, inForce.TreeHash);
        switch (source)
        {
            case TreeSource.Node when head is null:
                return null;
            case TreeSource.Node:
                return new(inForce, head, await VersionRows.ReadLexiconsAsync(session, ruleSet, baseVersion!.Value), null);
            case TreeSource.Earlier earlier:
                var stored = await VersionRows.ReadAsync(session, ruleSet, earlier.Version);
                return stored is null ? null : new(inForce, head, LexiconSet.Empty, StoredTree.Load(ruleSet, stored.Tree, stored.TreeHash));
            default:
                return new(inForce, head, LexiconSet.Empty, null);
        }
    }

    private sealed record Inputs(StoredVersion? HeadVersion, NormTree? Head, LexiconSet Lexicons, NormTree? Earlier);
}
