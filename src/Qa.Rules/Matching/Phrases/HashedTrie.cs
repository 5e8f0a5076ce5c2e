using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A trie whose nodes are the entries of one hash table, each with its suffix link: the memory of
/// <see cref="CrowdedAutomaton"/>. Its size follows the patterns, not the alphabet. Made by <see cref="TrieBuilder"/>.
/// </summary>
/// <remarks>
/// A node stands at the place that the hash of (parent, character) says, and is named by that place. So following an edge is
/// computing a place and comparing a key: the next step does not wait for memory, the processor runs ahead and only checks.
/// </remarks>
internal sealed unsafe class HashedTrie
{
    public const int NoReport = -1;

    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <param name="nodes">How many there will be below the root; the table is at most half full with them.</param>
    public HashedTrie(int nodes)
    {
        var bits = Math.Max(4, BitOperations.Log2((uint)nodes) + 2);
        Shift = 64 - bits;
        Root = 1 << bits;
        Nodes = new Node[Root + 1];
        Nodes[Root] = new Node { Suffix = Root, Report = NoReport };
    }

    /// <summary>The root has no parent, so its place is behind the table, whose length, a power of two, is its name.</summary>
    public int Root { get; }

    /// <summary>By how much a hash is shifted to be a place.</summary>
    public int Shift { get; }

    public Node[] Nodes { get; }

    public static int ParentOf(in Node node) => (int)(node.Key >> 16) - 1;

    public static char CharacterOf(in Node node) => (char)(node.Key & 0xFFFF);

    /// <summary>Adds a node that is not there yet and returns its place.</summary>
    public int Add(int parent, char c)
    {
        var key = KeyOf(parent, c);
        var place = (int)((key * Multiplier) >> Shift);
        while (Nodes[place].Key != 0)
            place = (place + 1) & (Root - 1);
        Nodes[place] = new Node { Key = key, Report = NoReport };
        return place;
    }

    /// <summary>The node of the longest suffix of what was read, this character included, that the trie has.</summary>
    /// <param name="node">The root, or one with children.</param>
    public int Step(int node, char c)
    {
        fixed (Node* nodes = Nodes)
            return Step(nodes, node, c, Root, Shift);
    }

    /// <summary>The same for a loop, which keeps the trie's numbers at hand.</summary>
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

        /// <summary>Where to go on from after this node has been reached and reported.</summary>
        public readonly int Resume(int self) => Suffix < 0 ? ~Suffix : self;
    }
}
