using Qa.Grains.Publication.Sources;
using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Log;

/// <summary>Versions as rows.</summary>
internal static class VersionRows
{
    /// <summary>What a version keeps; null when there is no such version.</summary>
    public static Task<StoredVersion?> ReadAsync(DatabaseSession session, string ruleSet, long version) => session.QuerySingleAsync<StoredVersion>(
        "SELECT tree AS Tree, tree_hash AS TreeHash, source AS Source, source_hash AS SourceHash FROM rule_set_version WHERE rule_set = @ruleSet AND version = @version",
        new { ruleSet, version });

    /// <param name="createdAt">UTC ticks.</param>
    public static Task AddAsync(DatabaseSession session, string ruleSet, long version, string schema, StoredVersion stored, long createdAt) => session.ExecuteAsync(
        """
        INSERT INTO rule_set_version (rule_set, version, schema_name, tree, tree_hash, source, source_hash, created_at)
        VALUES (@ruleSet, @version, @schema, @Tree, @TreeHash, @Source, @SourceHash, @createdAt)
        """,
        new { ruleSet, version, schema, stored.Tree, stored.TreeHash, stored.Source, stored.SourceHash, createdAt });

    /// <summary>The tree of a version.</summary>
    /// <exception cref="InvalidOperationException">There is none, or its bytes were altered.</exception>
    public static async Task<NormTree> ReadTreeAsync(DatabaseSession session, string ruleSet, long version)
    {
        var stored = await ReadAsync(session, ruleSet, version)
            ?? throw new InvalidOperationException(Invariant($"There is no version {version} of '{ruleSet}'."));
        return StoredTree.Load(ruleSet, stored.Tree, stored.TreeHash);
    }

    /// <summary>
    /// What <c>@name</c> stands for in a change of one node: the lexicons of the document that the version goes back to. A
    /// version of one node goes back to the one before it, a rollback to the one that it repeats.
    /// </summary>
    public static async Task<LexiconSet> ReadLexiconsAsync(DatabaseSession session, string ruleSet, long version)
    {
        while (await ReadAsync(session, ruleSet, version) is { } stored)
        {
            switch (TreeSourceJson.Read(stored.Source))
            {
                case TreeSource.Document document:
                    return StoredTree.LexiconsOf(document);
                case TreeSource.Earlier earlier:
                    version = earlier.Version;
                    break;
                default:
                    version--;
                    break;
            }
        }

        return LexiconSet.Empty;
    }
}
