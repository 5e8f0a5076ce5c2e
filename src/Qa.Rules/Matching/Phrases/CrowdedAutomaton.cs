namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Aho-Corasick over the patterns that buckets cannot hold, because too many share every bigram or because they are long: it
/// reads each character once whatever the patterns are, which is what makes the whole matcher linear.
/// </summary>
internal sealed unsafe class CrowdedAutomaton
{
    // One of the two: the table where it is small, the trie else.
    private readonly DenseTable? _table;
    private readonly HashedTrie? _trie;
    private readonly Report[] _reports;

    private CrowdedAutomaton(TrieBuilder builder, Report[] reports, int reachBefore)
    {
        (_reports, ReachBefore) = (reports, reachBefore);
        _table = DenseTable.Build(builder);
        _trie = _table is null ? builder.Trie : null;
    }

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
        var reports = members.Select(m => new Report(m.Index, m.Pattern.Length, HashedTrie.NoReport)).ToArray();
        var builder = TrieBuilder.Build(
            [.. members.Select(m => m.Pattern)],
            (report, shorter) => reports[report] = reports[report] with { Next = shorter });
        return new CrowdedAutomaton(builder, reports, reachBefore);
    }

    /// <summary>Adds the occurrences of its patterns that lie wholly in the window.</summary>
    public void Scan(char* text, int from, int to, OccurrenceList into)
    {
        if (_table is not null)
            ScanByTable(_table, text, from, to, into);
        else
            ScanByTrie(_trie!, text, from, to, into);
    }

    private void ScanByTable(DenseTable table, char* text, int from, int to, OccurrenceList into)
    {
        fixed (int* rows = table.Rows)
        fixed (ushort* columns = table.Columns)
        {
            var state = 0;
            for (var i = from; i < to; i++)
            {
                state = rows[state + columns[text[i]]];
                if (rows[state] != HashedTrie.NoReport)
                    AddReports(rows[state], i + 1, into);
            }
        }
    }

    private void ScanByTrie(HashedTrie trie, char* text, int from, int to, OccurrenceList into)
    {
        fixed (HashedTrie.Node* nodes = trie.Nodes)
        {
            var (root, shift) = (trie.Root, trie.Shift);
            var node = root;
            for (var i = from; i < to; i++)
            {
                node = HashedTrie.Step(nodes, node, text[i], root, shift);
                if (nodes[node].Report != HashedTrie.NoReport)
                    AddReports(nodes[node].Report, i + 1, into);
                node = nodes[node].Resume(node);
            }
        }
    }

    private void AddReports(int report, int end, OccurrenceList into)
    {
        do
        {
            ref readonly var ends = ref _reports[report];
            into.Add(ends.Pattern, end - ends.Length);
            report = ends.Next;
        }
        while (report != HashedTrie.NoReport);
    }

    /// <summary>A pattern that ends at a node, and the report of the next shorter one that ends there too.</summary>
    private readonly record struct Report(int Pattern, int Length, int Next);
}
