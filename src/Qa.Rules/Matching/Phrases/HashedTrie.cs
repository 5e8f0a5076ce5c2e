using System.Numerics;
using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A trie whose nodes are the entries of one hash table, each with its suffix link: the memory of
/// <see cref="CrowdedAutomaton"/>. Its size follows the patterns, not the alphabet.
/// </summary>
internal sealed unsafe class HashedTrie
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly int _shift;
    private readonly int _mask;

    /// <summary>The nodes of each depth from 1 on, kept only until the suffix links are made.</summary>
    private List<List<int>> _levels = [];

    /// <param name="characters">An upper bound of the nodes below the root.</param>
    public HashedTrie(int characters)
    {
        var bits = Math.Max(4, BitOperations.Log2((uint)characters) + 2);
        _shift = 64 - bits;
        _mask = (1 << bits) - 1;
        Root = 1 << bits;
        Nodes = new Node[Root + 1];
        Nodes[Root] = new Node { Suffix = Root, Report = -1 };
    }

    /// <summary>The root has no parent, so its place is behind the table.</summary>
    public int Root { get; }

    public Node[] Nodes { get; }

    public int ReportOf(int node) => Nodes[node].Report;

    public void SetReport(int node, int report) => Nodes[node].Report = report;

    public int Insert(string pattern)
    {
        var node = Root;
        for (var depth = 0; depth < pattern.Length; depth++)
        {
            var key = KeyOf(node, pattern[depth]);
            var place = PlaceOf(key);
            while (Nodes[place].Key != 0 && Nodes[place].Key != key)
                place = (place + 1) & _mask;
            if (Nodes[place].Key == 0)
            {
                Nodes[place] = new Node { Key = key, Suffix = Root, Report = -1 };
                if (_levels.Count == depth)
                    _levels.Add([]);
                _levels[depth].Add(place);
            }

            node = place;
        }

        return node;
    }

    /// <summary>
    /// Points every node to the node of its longest proper suffix, shorter ones first, and tells <paramref name="onLinked"/> the
    /// suffix's report where it has one.
    /// </summary>
    public void LinkSuffixes(Action<int, int> onLinked)
    {
        fixed (Node* nodes = Nodes)
        {
            for (var depth = 1; depth <= _levels.Count; depth++)
            {
                foreach (var node in _levels[depth - 1])
                {
                    var key = nodes[node].Key;
                    if (depth > 1)
                        nodes[node].Suffix = Step(nodes, nodes[ParentOf(key)].Suffix, CharacterOf(key));
                    var report = nodes[nodes[node].Suffix].Report;
                    if (report >= 0)
                        onLinked(node, report);
                }
            }
        }

        _levels = [];
    }

    /// <summary>The node of the longest suffix of what was read, this character included, that the trie has.</summary>
    public int Step(Node* nodes, int node, char c)
    {
        while (true)
        {
            var key = KeyOf(node, c);
            var place = PlaceOf(key);
            while (true)
            {
                var found = nodes[place].Key;
                if (found == key)
                    return place;
                if (found == 0)
                    break;
                place = (place + 1) & _mask;
            }

            if (node == Root)
                return Root;
            node = nodes[node].Suffix;
        }
    }

    /// <summary>INVARIANT: never 0, which marks a free place, as a node's name is counted from 1 here.</summary>
    private static ulong KeyOf(int parent, char c) => ((ulong)(uint)(parent + 1) << 16) | c;

    private static int ParentOf(ulong key) => (int)(key >> 16) - 1;

    private static char CharacterOf(ulong key) => (char)(key & 0xFFFF);

    private int PlaceOf(ulong key) => (int)((key * Multiplier) >> _shift);

    [StructLayout(LayoutKind.Sequential)]
    public struct Node
    {
        /// <summary>Parent and character; 0 in a free place.</summary>
        public ulong Key;

        /// <summary>The node of the longest proper suffix.</summary>
        public int Suffix;

        /// <summary>The longest pattern that ends here, as an index of reports; -1 for none.</summary>
        public int Report;
    }
}
