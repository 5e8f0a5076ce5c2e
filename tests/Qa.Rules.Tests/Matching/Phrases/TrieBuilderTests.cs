using CsCheck;
using Qa.Rules.Matching.Phrases;

namespace Qa.Rules.Tests.Matching.Phrases;

public sealed class TrieBuilderTests
{
    private static readonly Gen<(string[] Patterns, string Text)> Inputs =
        from alphabet in Gen.OneOf(Gen.Const("ab"), Gen.Const("abcdef\uFFFF"))
        from patterns in Gen.Char[alphabet].Array[1, 7].Select(c => new string(c)).Array[1, 30]
        from text in Gen.Char[alphabet + "\0"].Array[0, 60].Select(c => new string(c))
        select (patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), text);

    [Fact]
    public void Step_AnyText_ReachesTheLongestSuffixThatStartsAPattern() =>
        Inputs.Sample(input => WalkTrie(input.Patterns, input.Text).SequenceEqual(
            Enumerable.Range(1, input.Text.Length).Select(end => LongestSuffix(input.Patterns, input.Text[..end]))));

    [Fact]
    public void Rows_AnyText_ReportWhatTheTrieReports() =>
        Inputs.Sample(input =>
        {
            var builder = TrieBuilder.Build(input.Patterns, (_, _) => { });
            var table = DenseTable.Build(builder)!;
            var (state, reports) = (0, new List<int>());
            foreach (var c in input.Text)
            {
                state = table.Rows[state + table.Columns[c]];
                reports.Add(table.Rows[state]);
            }

            return reports.SequenceEqual(Enumerable.Range(1, input.Text.Length).Select(end => LongestEnding(input.Patterns, input.Text[..end])));
        });

    [Fact]
    public void Build_TableTooLarge_IsNull()
    {
        var patterns = HostileSets.Get("wide alphabet").Patterns.Order(StringComparer.Ordinal).ToArray();

        DenseTable.Build(TrieBuilder.Build(patterns, (_, _) => { })).Should().BeNull();
    }

    private static List<string> WalkTrie(string[] patterns, string text)
    {
        var trie = TrieBuilder.Build(patterns, (_, _) => { }).Trie;
        var (node, reached) = (trie.Root, new List<string>());
        foreach (var c in text)
        {
            node = trie.Step(node, c);
            reached.Add(PrefixOf(trie, node));
            node = trie.Nodes[node].Resume(node);
        }

        return reached;
    }

    private static string PrefixOf(HashedTrie trie, int node) => node == trie.Root
        ? ""
        : PrefixOf(trie, HashedTrie.ParentOf(trie.Nodes[node])) + HashedTrie.CharacterOf(trie.Nodes[node]);

    private static string LongestSuffix(string[] patterns, string text) => Enumerable.Range(0, text.Length + 1)
        .Select(from => text[from..])
        .First(suffix => suffix.Length == 0 || patterns.Any(p => p.StartsWith(suffix, StringComparison.Ordinal)));

    private static int LongestEnding(string[] patterns, string text) => patterns
        .Select((p, i) => (Pattern: p, Index: i))
        .Where(p => text.EndsWith(p.Pattern, StringComparison.Ordinal))
        .OrderByDescending(p => p.Pattern.Length)
        .Select(p => p.Index)
        .FirstOrDefault(HashedTrie.NoReport);
}
