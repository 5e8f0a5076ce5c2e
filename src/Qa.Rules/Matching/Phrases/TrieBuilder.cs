namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Makes a <see cref="HashedTrie"/> of sorted patterns: in sorted order every node is new exactly once, so there is nothing to
/// look up while building, and the number of nodes is known before.
/// </summary>
internal sealed class TrieBuilder
{
    // The last pattern inserted, and its nodes from the root on.
    private readonly List<int> _path = [];
    private string _last = "";

    private readonly List<List<int>> _levels = [];

    private TrieBuilder(int nodes)
    {
        NodeCount = nodes;
        Trie = new HashedTrie(nodes);
        _path.Add(Trie.Root);
    }

    public HashedTrie Trie { get; }

    /// <summary>Without the root.</summary>
    public int NodeCount { get; }

    /// <summary>The nodes of each depth from 1 on; those without children complemented.</summary>
    public IReadOnlyList<List<int>> Levels => _levels;

    /// <param name="sortedPatterns">Distinct and in ordinal order.</param>
    /// <param name="onSuffixReport">Told of every report, a pattern's index here, the next shorter one that ends with it.</param>
    public static TrieBuilder Build(IReadOnlyList<string> sortedPatterns, Action<int, int> onSuffixReport)
    {
        var (nodes, last) = (0, "");
        foreach (var pattern in sortedPatterns)
        {
            nodes += pattern.Length - pattern.AsSpan().CommonPrefixLength(last);
            last = pattern;
        }

        var builder = new TrieBuilder(nodes);
        for (var report = 0; report < sortedPatterns.Count; report++)
            builder.Insert(sortedPatterns[report], report);
        builder.CloseLast(0);
        builder.LinkSuffixes(onSuffixReport);
        return builder;
    }

    private void Insert(string pattern, int report)
    {
        var shared = pattern.AsSpan().CommonPrefixLength(_last);
        CloseLast(shared);
        _path.RemoveRange(shared + 1, _path.Count - shared - 1);
        for (var depth = shared; depth < pattern.Length; depth++)
        {
            var node = Trie.Add(_path[depth], pattern[depth]);
            _path.Add(node);
            if (_levels.Count == depth)
                _levels.Add([]);
            _levels[depth].Add(node);
        }

        Trie.Nodes[_path[pattern.Length]].Report = report;
        _last = pattern;
    }

    /// <summary>When the next pattern does not go on from the last one's end, that end has no children.</summary>
    private void CloseLast(int sharedWithNext)
    {
        if (sharedWithNext < _last.Length)
            _levels[_last.Length - 1][^1] = ~_path[_last.Length];
    }

    /// <summary>Links every node to its longest proper suffix, shorter ones first, whose report it takes over if it has none itself.</summary>
    private void LinkSuffixes(Action<int, int> onSuffixReport)
    {
        var nodes = Trie.Nodes;
        for (var level = 0; level < _levels.Count; level++)
        {
            foreach (var member in _levels[level])
            {
                var hasChildren = member >= 0;
                ref var node = ref nodes[hasChildren ? member : ~member];
                var suffix = level == 0
                    ? Trie.Root
                    : Trie.Step(nodes[HashedTrie.ParentOf(node)].Suffix, HashedTrie.CharacterOf(node));
                var suffixReport = nodes[suffix].Report;
                if (node.Report == HashedTrie.NoReport)
                    node.Report = suffixReport;
                else if (suffixReport != HashedTrie.NoReport)
                    onSuffixReport(node.Report, suffixReport);

                // From a suffix without children nothing goes on, so its own link is taken.
                var next = nodes[suffix].Resume(suffix);
                node.Suffix = hasChildren ? next : ~next;
            }
        }
    }
}
