using System.Text;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Versions;

/// <summary>Versions and their history, for people to read.</summary>
public sealed class VersionCatalogue(Database database)
{
    /// <summary>Sets in the order of their ids.</summary>
    public Task<IReadOnlyList<RuleSetHead>> ListSetsAsync() => database.ReadAsync(RuleSetRows.ReadAllAsync);

    public Task<RuleSetHead?> FindSetAsync(string ruleSet) => database.ReadAsync(session => RuleSetRows.ReadAsync(session, ruleSet));

    public Task<PublishedVersion?> FindAsync(string ruleSet, long version) =>
        database.ReadAsync(session => PublicationRows.OfVersionAsync(session, ruleSet, version));

    /// <summary>Entries of the publication log, the newest first.</summary>
    /// <param name="ruleSet">Only of this set; null for all.</param>
    /// <param name="before">Only entries with a smaller number; null to begin with the newest.</param>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string? ruleSet, long? before, int limit) =>
        database.ReadAsync(session => HistoryRows.ReadAsync(session, ruleSet, before, limit));

    public Task<HistoryEntry?> FindHistoryAsync(string ruleSet, long version) =>
        database.ReadAsync(session => HistoryRows.FindAsync(session, ruleSet, version));

    /// <summary>The tree of a version; null when there is no such version.</summary>
    /// <exception cref="InvalidOperationException">Its bytes were altered.</exception>
    public async Task<NormTree?> FindTreeAsync(string ruleSet, long version)
    {
        var stored = await database.ReadAsync(session => VersionRows.ReadAsync(session, ruleSet, version));
        return stored is null ? null : StoredTree.Load(ruleSet, stored.Tree, stored.TreeHash);
    }

    /// <summary>The resolved document of a version as canonical JSON; null when there is no such version.</summary>
    public async Task<string?> FindDocumentAsync(string ruleSet, long version) =>
        await database.ReadAsync(session => VersionRows.ReadAsync(session, ruleSet, version)) is { } stored ? Encoding.UTF8.GetString(stored.Tree) : null;

    /// <summary>What was written for a version; null when there is no such version.</summary>
    public async Task<TreeSource?> FindSourceAsync(string ruleSet, long version) =>
        await database.ReadAsync(session => VersionRows.ReadAsync(session, ruleSet, version)) is { } stored ? TreeSourceJson.Read(stored.Source) : null;
}
