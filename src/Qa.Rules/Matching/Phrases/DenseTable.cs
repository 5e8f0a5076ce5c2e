namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A trie with its suffix links written out as one table, a row a node and a column a character, where that is small: one load a
/// step. Patterns over few letters, which crowd each other most, have small tables.
/// </summary>
internal sealed class DenseTable
{
    /// <summary>Entries of a table that is worth its building, about a millisecond, and still near the processor.</summary>
    public const int MaxEntries = 1 << 19;

    // A row is: the report, where characters of no pattern lead (the root, at 0), and a column for every other character.
    private const int ReportColumn = 0;
    private const int FirstCharacterColumn = 2;

    private DenseTable(ushort[] columns, int[] rows) => (Columns, Rows) = (columns, rows);

    /// <summary>For each character its column; 1 for those of no pattern.</summary>
    public ushort[] Columns { get; }

    /// <summary>The rows one after the other. A state is its row's first index, where its report is.</summary>
    public int[] Rows { get; }

    /// <returns>Null when the table would be too large.</returns>
    public static DenseTable? Build(TrieBuilder builder)
    {
        var (columns, width) = (new ushort[char.MaxValue + 1], FirstCharacterColumn);
        Array.Fill(columns, (ushort)1);
        var nodes = builder.Trie.Nodes;
        foreach (var level in builder.Levels)
        {
            foreach (var member in level)
            {
                ref var column = ref columns[HashedTrie.CharacterOf(nodes[Place(member)])];
                if (column < FirstCharacterColumn)
                    column = (ushort)width++;
            }

            if ((long)width * (builder.NodeCount + 1) > MaxEntries)
                return null;
        }

        var table = new DenseTable(columns, new int[width * (builder.NodeCount + 1)]);
        table.Fill(builder, width);
        return table;
    }

    private static int Place(int member) => member >= 0 ? member : ~member;

    /// <summary>Level by level: first the edges into the level, then its rows, each a copy of its suffix's, which is complete by then.</summary>
    private void Fill(TrieBuilder builder, int width)
    {
        var trie = builder.Trie;
        var states = new int[trie.Nodes.Length];
        var last = 0;
        Rows[ReportColumn] = HashedTrie.NoReport;
        foreach (var level in builder.Levels)
        {
            foreach (var member in level)
            {
                var node = trie.Nodes[Place(member)];
                states[Place(member)] = last += width;
                Rows[states[HashedTrie.ParentOf(node)] + Columns[HashedTrie.CharacterOf(node)]] = last;
            }

            foreach (var member in level)
            {
                var node = trie.Nodes[Place(member)];
                var suffix = member >= 0 ? node.Suffix : ~node.Suffix;
                var row = Rows.AsSpan(states[Place(member)], width);
                Rows.AsSpan(states[suffix], width).CopyTo(row);
                row[ReportColumn] = node.Report;
            }
        }
    }
}
