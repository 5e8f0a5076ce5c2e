using Qa.Grains.Publication.Sources;
using Qa.Grains.Replay;
using Qa.Rules.Compilation;
using Qa.Rules.Versions;

namespace Qa.Grains.Bundles;

/// <summary>What a bundle has said so far, against which its next line is held.</summary>
internal sealed class BundleContents
{
    // Compiled trees kept at a time; scorecards of one time are of few versions.
    private const int MaximumTrees = 64;

    // Without their sources, which nothing later refers to.
    private readonly Dictionary<(string RuleSet, long Version), (byte[] Tree, string TreeHash)> _versions = [];
    private readonly Dictionary<(string RuleSet, long Version), ReplayedVersion> _trees = [];
    private readonly Dictionary<(string RuleSet, long Version), (string Hash, string TreeHash)> _published = [];

    public List<PublicationRecord> Records { get; } = [];

    public int Versions => _versions.Count;

    public string? LastHash { get; private set; }

    /// <summary>The interaction whose scorecards are being read.</summary>
    public InteractionEntry? Interaction { get; set; }

    /// <summary>Versions of the log that the bundle does not hold.</summary>
    public IEnumerable<(string RuleSet, long Version)> MissingVersions => _published.Keys.Where(key => !_versions.ContainsKey(key));

    public void Add(PublicationRecord record, string hash)
    {
        Records.Add(record);
        LastHash = hash;
        _published.TryAdd((record.RuleSet, record.Version), (hash, record.TreeHash));
    }

    /// <returns>False when the version is there already.</returns>
    public bool Add(VersionEntry version) => _versions.TryAdd((version.RuleSet, version.Version), (version.Tree, version.TreeHash));

    public (string Hash, string TreeHash)? Published(string ruleSet, long version) =>
        _published.TryGetValue((ruleSet, version), out var found) ? found : null;

    public ReplayedVersion Tree(string ruleSet, long version)
    {
        if (_trees.TryGetValue((ruleSet, version), out var known))
            return known;
        if (_trees.Count == MaximumTrees)
            _trees.Clear();
        return _trees[(ruleSet, version)] = _versions.TryGetValue((ruleSet, version), out var stored)
            ? Compile(ruleSet, stored.Tree, stored.TreeHash)
            : new(null, Invariant($"found no version {ruleSet}@{version} in the bundle, expected it before its scorecards"));
    }

    private static ReplayedVersion Compile(string ruleSet, byte[] tree, string treeHash)
    {
        try
        {
            return new(CompiledTree.Compile(StoredTree.Load(ruleSet, tree, treeHash)), null);
        }
        catch (InvalidOperationException exception)
        {
            return new(null, exception.Message);
        }
    }
}
