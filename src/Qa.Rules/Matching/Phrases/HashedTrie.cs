using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A trie whose nodes are the entries of one hash table, each with its suffix link: the memory of
/// <see cref="CrowdedAutomaton"/>. Its size follows the patterns, not the alphabet.
/// </summary>
internal sealed unsafe class HashedTrie
{
    public const int NoReport = -1;

    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly int _shift;

    /// <summary>The nodes of each depth from 1 on, those without children complemented; kept until the suffix links are made.</summary>
    private readonly List<List<int>> _levels = [];

    // The last pattern inserted, and its nodes from the root on.
    private readonly List<int> _path = [];
    private string _last = "";

    /// <param name="nodes">How many there will be below the root.</param>
    public HashedTrie(int nodes)
    {
        var bits = Math.Max(4, BitOperations.Log2((uint)nodes) + 2);
        _shift = 64 - bits;
        Root = 1 << bits;
        Nodes = new Node[Root + 1];
        Nodes[Root] = new Node { Suffix = Root, Report = NoReport };
        _path.Add(Root);
    }

    /// <summary>The root has no parent, so its place is behind the table, whose length, a power of two, is its name.</summary>
    public int Root { get; }

    public int Shift => _shift;

    public Node[] Nodes { get; }

    /// <summary>How many nodes the patterns need: each as many as it has characters beyond what it shares with the one before.</summary>
    public static int CountNodes(IEnumerable<string> sortedPatterns)
    {
        var (count, last) = (0, "");
        foreach (var pattern in sortedPatterns)
        {
            count += pattern.Length - pattern.AsSpan().CommonPrefixLength(last);
            last = pattern;
        }

        return count;
    }

    /// <summary>Adds a pattern that is greater than all before it, in ordinal order.</summary>
    public void Insert(string pattern, int report)
    {
        var shared = pattern.AsSpan().CommonPrefixLength(_last);
        CloseLast(shared);
        _path.RemoveRange(shared + 1, _path.Count - shared - 1);
        for (var depth = shared; depth < pattern.Length; depth++)
        {
            // INVARIANT: in sorted order a node that is not of the last pattern's path is new.
            var key = KeyOf(_path[depth], pattern[depth]);
            var place = PlaceOf(key);
            while (Nodes[place].Key != 0)
                place = (place + 1) & (Root - 1);
            Nodes[place] = new Node { Key = key, Report = NoReport };
            _path.Add(place);
            if (_levels.Count == depth)
                _levels.Add([]);
            _levels[depth].Add(place);
        }

        Nodes[_path[pattern.Length]].Report = report;
        _last = pattern;
    }

    /// <summary>
    /// Links every node to its longest proper suffix, shorter ones first, and tells <paramref name="onSuffixReport"/> of each
    /// node whose suffix has a report while it has one itself; else it takes over the suffix's.
    /// </summary>
    public void LinkSuffixes(Action<int, int> onSuffixReport)
    {
        CloseLast(0);
        fixed (Node* nodes = Nodes)
        {
            for (var level = 0; level < _levels.Count; level++)
            {
                foreach (var member in _levels[level])
                {
                    var hasChildren = member >= 0;
                    var node = nodes + (hasChildren ? member : ~member);
                    var suffix = level == 0 ? Root : Step(nodes, nodes[ParentOf(node->Key)].Suffix, CharacterOf(node->Key));
                    var suffixReport = nodes[suffix].Report;
                    if (node->Report == NoReport)
                        node->Report = suffixReport;
                    else if (suffixReport != NoReport)
                        onSuffixReport(node->Report, suffixReport);

                    // From a suffix without children nothing goes on, so its own link is taken.
                    var next = nodes[suffix].Suffix < 0 ? ~nodes[suffix].Suffix : suffix;
                    node->Suffix = hasChildren ? next : ~next;
                }
            }
        }

        _levels.Clear();
    }

    /// <summary>The node of the longest suffix of what was read, this character included, that the trie has.</summary>
    /// <param name="node">The root, or one with children.</param>
    public int Step(Node* nodes, int node, char c) => Step(nodes, node, c, Root, _shift);

    /// <summary>The same for a caller's loop, which keeps the numbers at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step(Node* nodes, int node, char c, int root, int shift)
    {
        while (true)
        {
            var key = KeyOf(node, c);
            var place = (int)((key * Multiplier) >> shift);
            while (true)
            {
                var found = nodes[place].Key;
                if (found == key)
                    return place;
                if (found == 0)
                    break;
                place = (place + 1) & (root - 1);
            }

            if (node == root)
                return root;
            node = nodes[node].Suffix;
        }
    }

    /// <summary>INVARIANT: never 0, which marks a free place, as a node's name is counted from 1 here.</summary>
    private static ulong KeyOf(int parent, char c) => ((ulong)(uint)(parent + 1) << 16) | c;

    private static int ParentOf(ulong key) => (int)(key >> 16) - 1;

    private static char CharacterOf(ulong key) => (char)(key & 0xFFFF);

    private int PlaceOf(ulong key) => (int)((key * Multiplier) >> _shift);

    /// <summary>When the next pattern does not go on from the last one's end, that end has no children.</summary>
    private void CloseLast(int sharedWithNext)
    {
        if (sharedWithNext < _last.Length)
            _levels[_last.Length - 1][^1] = ~_path[_last.Length];
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Node
    {
        /// <summary>Parent and character; 0 in a free place.</summary>
        public ulong Key;

        /// <summary>
        /// The node of the longest proper suffix from which something goes on, and where to look when nothing goes on from here;
        /// its complement when that is certain, as there are no children.
        /// </summary>
        public int Suffix;

        /// <summary>The longest pattern that ends here, as an index of reports; <see cref="NoReport"/> for none.</summary>
        public int Report;
    }
}
