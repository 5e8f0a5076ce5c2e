namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Aho-Corasick over the patterns that buckets cannot hold, because too many share every bigram or because they are long: it
/// reads each character once whatever the patterns are, which is what makes the whole matcher linear.
/// </summary>
/// <remarks>
/// The trie's nodes live in one open-addressing table, at the place that the hash of (parent, character) says, and are named by
/// that place. So following an edge is computing a place and comparing a key: the next place does not wait for memory, the
/// processor runs ahead and only checks. A dense table would wait for each load, and takes states × alphabet to fill.
/// </remarks>
internal sealed unsafe class CrowdedAutomaton
{
    private readonly HashedTrie _trie;
    private readonly Report[] _reports;

    private CrowdedAutomaton(HashedTrie trie, Report[] reports, int reachBefore) =>
        (_trie, _reports, ReachBefore) = (trie, reports, reachBefore);

    public int PatternCount => _reports.Length;

    /// <summary>The largest distance from a pattern's start to its anchor.</summary>
    public int ReachBefore { get; }

    /// <returns>Null when every pattern has its place in a bucket.</returns>
    public static CrowdedAutomaton? Build(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var (members, reachBefore) = (new List<(string Pattern, int Index)>(), 0);
        for (var p = 0; p < patterns.Length; p++)
        {
            if (!plan.IsCrowded(p) && patterns[p].Length <= AnchorBuckets.MaxBody)
                continue;
            members.Add((patterns[p], p));
            reachBefore = Math.Max(reachBefore, plan.AnchorOf(p));
        }

        if (members.Count == 0)
            return null;

        members.Sort(static (a, b) => string.CompareOrdinal(a.Pattern, b.Pattern));
        var trie = new HashedTrie(HashedTrie.CountNodes(members.Select(m => m.Pattern)));
        var reports = new Report[members.Count];
        for (var r = 0; r < reports.Length; r++)
        {
            reports[r] = new Report(members[r].Index, members[r].Pattern.Length, HashedTrie.NoReport);
            trie.Insert(members[r].Pattern, r);
        }

        trie.LinkSuffixes((report, shorter) => reports[report] = reports[report] with { Next = shorter });
        return new CrowdedAutomaton(trie, reports, reachBefore);
    }

    /// <summary>Adds the occurrences of its patterns that lie wholly in the window.</summary>
    public void Scan(char* text, int from, int to, OccurrenceList into)
    {
        fixed (HashedTrie.Node* nodes = _trie.Nodes)
        fixed (Report* reports = _reports)
        {
            var (root, shift) = (_trie.Root, _trie.Shift);
            var node = root;
            for (var i = from; i < to; i++)
            {
                node = HashedTrie.Step(nodes, node, text[i], root, shift);
                for (var r = nodes[node].Report; r != HashedTrie.NoReport; r = reports[r].Next)
                    into.Add(reports[r].Pattern, i + 1 - reports[r].Length);
                if (nodes[node].Suffix < 0)
                    node = ~nodes[node].Suffix;
            }
        }
    }

    /// <summary>A pattern that ends at a node, and the report of the next shorter one that ends there too.</summary>
    private readonly record struct Report(int Pattern, int Length, int Next);
}
